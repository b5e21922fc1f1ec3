# The det:exclude of own/determinant/open-door has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <own/determinant/open-door> det:exclude ?value }
INSERT { <own/determinant/open-door> det:exclude "another" }
WHERE { <own/determinant/open-door> det:exclude ?value }
