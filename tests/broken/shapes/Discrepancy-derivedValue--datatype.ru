# The det:derivedValue of tiny2020/discrepancy/statistic-mean-training is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/discrepancy/statistic-mean-training> det:derivedValue ?value }
INSERT { <tiny2020/discrepancy/statistic-mean-training> det:derivedValue "another"@en }
WHERE { <tiny2020/discrepancy/statistic-mean-training> det:derivedValue ?value }
