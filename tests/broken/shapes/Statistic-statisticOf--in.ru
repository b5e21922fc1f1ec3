# The det:statisticOf of tiny2020/statistic/mean-culture is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/statistic/mean-culture> det:statisticOf ?value }
INSERT { <tiny2020/statistic/mean-culture> det:statisticOf "otherwise" }
WHERE { <tiny2020/statistic/mean-culture> det:statisticOf ?value }
