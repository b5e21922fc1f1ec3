# tiny2020/statistic/mean-culture has two values of det:value.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/statistic/mean-culture> det:value 50.5 }
