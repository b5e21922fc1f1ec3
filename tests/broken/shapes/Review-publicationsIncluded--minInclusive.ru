# The det:publicationsIncluded of tiny2020 is below 1.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020> det:publicationsIncluded ?value }
INSERT { <tiny2020> det:publicationsIncluded 0 }
WHERE { <tiny2020> det:publicationsIncluded ?value }
