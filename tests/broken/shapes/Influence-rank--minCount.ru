# tiny2020/influence/culture has no det:rank.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/influence/culture> det:rank ?value }
