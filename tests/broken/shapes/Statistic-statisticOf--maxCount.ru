# tiny2020/statistic/mean-culture has two values of det:statisticOf.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/statistic/mean-culture> det:statisticOf "total" }
