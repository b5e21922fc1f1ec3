# The det:justification of own/alignment/tiny2020-shared-values--cfir2009-climate has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <own/alignment/tiny2020-shared-values--cfir2009-climate> det:justification ?value }
INSERT { <own/alignment/tiny2020-shared-values--cfir2009-climate> det:justification "another" }
WHERE { <own/alignment/tiny2020-shared-values--cfir2009-climate> det:justification ?value }
