# tiny2020/discrepancy/statistic-mean-training has no det:review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/discrepancy/statistic-mean-training> det:review ?value }
