# The det:ordinal of tiny2020/item/culture is below 1.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/item/culture> det:ordinal ?value }
INSERT { <tiny2020/item/culture> det:ordinal 0 }
WHERE { <tiny2020/item/culture> det:ordinal ?value }
