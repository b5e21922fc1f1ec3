# tiny2020/robustness/good-quality/1 has no det:position.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/robustness/good-quality/1> det:position ?value }
