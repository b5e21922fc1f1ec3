# The det:topic of own/determinant/open-door is no det:Topic.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <own/determinant/open-door> det:topic ?value }
INSERT { <own/determinant/open-door> det:topic <agent/kim> }
WHERE { <own/determinant/open-door> det:topic ?value }
