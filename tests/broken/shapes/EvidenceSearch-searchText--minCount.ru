# search/one has no det:searchText.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <search/one> det:searchText ?value }
