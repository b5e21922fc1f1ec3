# tiny2020/fact/theme-threshold has no det:review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/fact/theme-threshold> det:review ?value }
