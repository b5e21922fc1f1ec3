# The det:rule of tiny2020/discrepancy/statistic-mean-training is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/discrepancy/statistic-mean-training> det:rule ?value }
INSERT { <tiny2020/discrepancy/statistic-mean-training> det:rule "another" }
WHERE { <tiny2020/discrepancy/statistic-mean-training> det:rule ?value }
