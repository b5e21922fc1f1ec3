# finding/f1 has no det:statedIn.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <finding/f1> det:statedIn ?value }
