# tiny2020/rating/north/culture has no det:site.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/rating/north/culture> det:site ?value }
