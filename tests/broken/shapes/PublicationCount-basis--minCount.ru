# tiny2020/count/culture has no det:basis.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/count/culture> det:basis ?value }
