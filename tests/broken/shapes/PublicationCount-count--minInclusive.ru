# The det:count of tiny2020/count/culture is below 0.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/culture> det:count ?value }
INSERT { <tiny2020/count/culture> det:count -1 }
WHERE { <tiny2020/count/culture> det:count ?value }
