# own/agreement/direction has two values of det:percentage.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <own/agreement/direction> det:percentage 9.9 }
