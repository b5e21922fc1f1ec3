# own/alignment/tiny2020-shared-values--cfir2009-climate has two values of det:alignmentRole.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <own/alignment/tiny2020-shared-values--cfir2009-climate> det:alignmentRole "another" }
