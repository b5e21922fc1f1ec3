# tiny2020/anchor/0 has no det:review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/anchor/0> det:review ?value }
