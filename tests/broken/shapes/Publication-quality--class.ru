# The det:quality of publication/ash2010 is not a quality grade.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <publication/ash2010> det:quality ?value }
INSERT { <publication/ash2010> det:quality <agent/kim> }
WHERE { <publication/ash2010> det:quality ?value }
