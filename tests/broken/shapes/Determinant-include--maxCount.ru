# own/determinant/open-door has two values of det:include.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <own/determinant/open-door> det:include "another"@en }
