# tiny2020 has no bibo:doi.
BASE <https://w3id.org/determinants/>
PREFIX bibo: <http://purl.org/ontology/bibo/>

DELETE WHERE { <tiny2020> bibo:doi ?value }
