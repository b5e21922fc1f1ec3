# tiny2020/count/culture has no det:total.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/count/culture> det:total ?value }
