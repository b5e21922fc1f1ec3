# The det:review of tiny2020/fact/theme-threshold is not a review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/fact/theme-threshold> det:review ?value }
INSERT { <tiny2020/fact/theme-threshold> det:review <agent/kim> }
WHERE { <tiny2020/fact/theme-threshold> det:review ?value }
