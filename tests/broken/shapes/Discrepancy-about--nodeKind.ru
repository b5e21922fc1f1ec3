# The det:about of tiny2020/discrepancy/statistic-mean-training is a text, not a thing.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/discrepancy/statistic-mean-training> det:about ?value }
INSERT { <tiny2020/discrepancy/statistic-mean-training> det:about "a text" }
WHERE { <tiny2020/discrepancy/statistic-mean-training> det:about ?value }
