# The det:total of tiny2020/count/culture is below 1.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/culture> det:total ?value }
INSERT { <tiny2020/count/culture> det:total 0 }
WHERE { <tiny2020/count/culture> det:total ?value }
