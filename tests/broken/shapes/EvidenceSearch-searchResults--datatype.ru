# The det:searchResults of search/one has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <search/one> det:searchResults ?value }
INSERT { <search/one> det:searchResults 2.5 }
WHERE { <search/one> det:searchResults ?value }
