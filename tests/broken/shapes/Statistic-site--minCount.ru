# tiny2020/statistic/mean-culture has no det:site.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/statistic/mean-culture> det:site ?value }
