# tiny2020/discrepancy/statistic-mean-training has two values of det:about.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/discrepancy/statistic-mean-training> det:about <tiny2020/statistic/mean-culture> }
