# tiny2020/rating/north/culture has no det:influence.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/rating/north/culture> det:influence ?value }
