# The det:outcome of finding/f1 is no det:Outcome.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <finding/f1> det:outcome ?value }
INSERT { <finding/f1> det:outcome <agent/kim> }
WHERE { <finding/f1> det:outcome ?value }
