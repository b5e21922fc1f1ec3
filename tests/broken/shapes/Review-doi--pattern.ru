# The bibo:doi of tiny2020 is not written as it should be.
BASE <https://w3id.org/determinants/>
PREFIX bibo: <http://purl.org/ontology/bibo/>

DELETE { <tiny2020> bibo:doi ?value }
INSERT { <tiny2020> bibo:doi "https://doi.org/10.1000/another" }
WHERE { <tiny2020> bibo:doi ?value }
