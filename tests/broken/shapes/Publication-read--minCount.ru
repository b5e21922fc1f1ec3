# publication/ash2010 has no det:read.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <publication/ash2010> det:read ?value }
