# The det:modality of tiny2020/count/modality-group is not a modality.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/modality-group> det:modality ?value }
INSERT { <tiny2020/count/modality-group> det:modality <agent/kim> }
WHERE { <tiny2020/count/modality-group> det:modality ?value }
