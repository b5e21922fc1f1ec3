# finding/f1 has two values of det:wording.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <finding/f1> det:wording "another"@en }
