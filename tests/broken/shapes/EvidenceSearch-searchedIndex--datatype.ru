# The det:searchedIndex of search/one has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <search/one> det:searchedIndex ?value }
INSERT { <search/one> det:searchedIndex 7 }
WHERE { <search/one> det:searchedIndex ?value }
