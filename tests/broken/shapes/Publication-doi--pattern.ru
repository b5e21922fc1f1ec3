# The bibo:doi of publication/ash2010 is not written as it should be.
BASE <https://w3id.org/determinants/>
PREFIX bibo: <http://purl.org/ontology/bibo/>

DELETE { <publication/ash2010> bibo:doi ?value }
INSERT { <publication/ash2010> bibo:doi "https://doi.org/10.1000/another" }
WHERE { <publication/ash2010> bibo:doi ?value }
