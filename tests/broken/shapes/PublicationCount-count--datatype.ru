# The det:count of tiny2020/count/culture is not a xsd:integer.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/culture> det:count ?value }
INSERT { <tiny2020/count/culture> det:count 3.0 }
WHERE { <tiny2020/count/culture> det:count ?value }
