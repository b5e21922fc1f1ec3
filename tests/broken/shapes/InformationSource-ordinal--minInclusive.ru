# The det:ordinal of tiny2020/source/databases is below 1.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/source/databases> det:ordinal ?value }
INSERT { <tiny2020/source/databases> det:ordinal 0 }
WHERE { <tiny2020/source/databases> det:ordinal ?value }
