# tiny2020/statistic/mean-culture has no det:wording.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/statistic/mean-culture> det:wording ?value }
