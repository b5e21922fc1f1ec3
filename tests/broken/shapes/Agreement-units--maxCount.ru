# own/agreement/direction has two values of det:units.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <own/agreement/direction> det:units 99 }
