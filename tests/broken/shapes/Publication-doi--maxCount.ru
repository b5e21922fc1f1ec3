# publication/ash2010 has two values of bibo:doi.
BASE <https://w3id.org/determinants/>
PREFIX bibo: <http://purl.org/ontology/bibo/>

INSERT DATA { <publication/ash2010> bibo:doi "10.1000/another" }
