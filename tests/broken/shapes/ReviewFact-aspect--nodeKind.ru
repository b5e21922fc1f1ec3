# The det:aspect of tiny2020/fact/theme-threshold is a text, not a thing.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/fact/theme-threshold> det:aspect ?value }
INSERT { <tiny2020/fact/theme-threshold> det:aspect "a text" }
WHERE { <tiny2020/fact/theme-threshold> det:aspect ?value }
