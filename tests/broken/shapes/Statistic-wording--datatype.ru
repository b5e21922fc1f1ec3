# The det:wording of tiny2020/statistic/mean-culture is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/statistic/mean-culture> det:wording ?value }
INSERT { <tiny2020/statistic/mean-culture> det:wording "another" }
WHERE { <tiny2020/statistic/mean-culture> det:wording ?value }
