# The det:value of tiny2020/statistic/mean-culture is not a xsd:decimal.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/statistic/mean-culture> det:value ?value }
INSERT { <tiny2020/statistic/mean-culture> det:value 2 }
WHERE { <tiny2020/statistic/mean-culture> det:value ?value }
