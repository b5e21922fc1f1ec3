# search/one has two values of det:influence.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <search/one> det:influence <tiny2020/influence/training> }
