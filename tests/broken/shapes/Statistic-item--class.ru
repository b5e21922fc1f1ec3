# The det:item of tiny2020/statistic/mean-culture is not a measure item.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/statistic/mean-culture> det:item ?value }
INSERT { <tiny2020/statistic/mean-culture> det:item <agent/kim> }
WHERE { <tiny2020/statistic/mean-culture> det:item ?value }
