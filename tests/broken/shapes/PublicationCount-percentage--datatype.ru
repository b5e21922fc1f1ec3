# The det:percentage of tiny2020/count/culture is not a xsd:decimal.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/culture> det:percentage ?value }
INSERT { <tiny2020/count/culture> det:percentage 60 }
WHERE { <tiny2020/count/culture> det:percentage ?value }
