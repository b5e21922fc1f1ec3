# search/one has no det:searchedIndex.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <search/one> det:searchedIndex ?value }
