# own/agreement/direction has two values of det:alpha.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <own/agreement/direction> det:alpha 9.9 }
