# search/one has two values of det:searchedIndex.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <search/one> det:searchedIndex "another" }
