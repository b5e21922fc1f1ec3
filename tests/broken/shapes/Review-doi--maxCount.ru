# tiny2020 has two values of bibo:doi.
BASE <https://w3id.org/determinants/>
PREFIX bibo: <http://purl.org/ontology/bibo/>

INSERT DATA { <tiny2020> bibo:doi "10.1000/another" }
