# The det:modality of publication/ash2010 is not a modality.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <publication/ash2010> det:modality ?value }
INSERT { <publication/ash2010> det:modality <agent/kim> }
WHERE { <publication/ash2010> det:modality ?value }
