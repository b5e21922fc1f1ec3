# The det:directness of finding/f1 is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <finding/f1> det:directness ?value }
INSERT { <finding/f1> det:directness det:printed }
WHERE { <finding/f1> det:directness ?value }
