# The det:influence of finding/f1 is not an influence.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <finding/f1> det:influence ?value }
INSERT { <finding/f1> det:influence <agent/kim> }
WHERE { <finding/f1> det:influence ?value }
