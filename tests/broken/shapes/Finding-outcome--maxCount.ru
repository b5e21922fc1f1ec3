# finding/f1 has two values of det:outcome.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <finding/f1> det:outcome <outcome/well-being> }
