# The det:rank of tiny2020/influence/culture is not a xsd:integer.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/influence/culture> det:rank ?value }
INSERT { <tiny2020/influence/culture> det:rank 1.0 }
WHERE { <tiny2020/influence/culture> det:rank ?value }
