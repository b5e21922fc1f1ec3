# The det:searchText of search/one has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <search/one> det:searchText ?value }
INSERT { <search/one> det:searchText 7 }
WHERE { <search/one> det:searchText ?value }
