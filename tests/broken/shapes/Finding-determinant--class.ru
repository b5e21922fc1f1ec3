# The det:determinant of finding/f1 is not a determinant.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <finding/f1> det:determinant ?value }
INSERT { <finding/f1> det:determinant <agent/kim> }
WHERE { <finding/f1> det:determinant ?value }
