# search/one has two values of det:searchText.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <search/one> det:searchText "another" }
