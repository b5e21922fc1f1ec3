# The det:score of tiny2020/anchor/0 is not a xsd:integer.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/anchor/0> det:score ?value }
INSERT { <tiny2020/anchor/0> det:score 0.0 }
WHERE { <tiny2020/anchor/0> det:score ?value }
