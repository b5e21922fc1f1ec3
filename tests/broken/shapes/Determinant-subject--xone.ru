# own/determinant/open-door belongs to neither.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <own/determinant/open-door> det:topic ?value }
