# The det:statedIn of finding/f1 is not a publication.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <finding/f1> det:statedIn ?value }
INSERT { <finding/f1> det:statedIn <agent/kim> }
WHERE { <finding/f1> det:statedIn ?value }
