# finding/f1 has no det:reportedBy.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <finding/f1> det:reportedBy ?value }
