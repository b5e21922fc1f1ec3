# The det:statisticKind of tiny2020/statistic/mean-culture is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/statistic/mean-culture> det:statisticKind ?value }
INSERT { <tiny2020/statistic/mean-culture> det:statisticKind "otherwise" }
WHERE { <tiny2020/statistic/mean-culture> det:statisticKind ?value }
