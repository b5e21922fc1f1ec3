# own/agreement/direction has no det:units.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <own/agreement/direction> det:units ?value }
