# tiny2020/robustness/good-quality has no det:orderChanged.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/robustness/good-quality> det:orderChanged ?value }
