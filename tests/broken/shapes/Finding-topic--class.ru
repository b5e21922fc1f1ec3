# The det:topic of finding/f6 is not a topic.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <finding/f6> det:topic ?value }
INSERT { <finding/f6> det:topic <agent/kim> }
WHERE { <finding/f6> det:topic ?value }
