# The det:design of tiny2020/count/design-cohort is not a design.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/design-cohort> det:design ?value }
INSERT { <tiny2020/count/design-cohort> det:design <agent/kim> }
WHERE { <tiny2020/count/design-cohort> det:design ?value }
