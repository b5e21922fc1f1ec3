# The det:design of publication/ash2010 is not a design.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <publication/ash2010> det:design ?value }
INSERT { <publication/ash2010> det:design <agent/kim> }
WHERE { <publication/ash2010> det:design ?value }
