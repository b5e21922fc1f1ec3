# search/one has two values of det:searchResults.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <search/one> det:searchResults 99 }
