# The det:total of tiny2020/count/culture is not a xsd:integer.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/culture> det:total ?value }
INSERT { <tiny2020/count/culture> det:total 5.0 }
WHERE { <tiny2020/count/culture> det:total ?value }
