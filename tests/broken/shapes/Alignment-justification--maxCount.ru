# own/alignment/tiny2020-shared-values--cfir2009-climate has two values of det:justification.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <own/alignment/tiny2020-shared-values--cfir2009-climate> det:justification "another"@en }
