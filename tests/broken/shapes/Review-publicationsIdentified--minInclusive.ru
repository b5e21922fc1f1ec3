# The det:publicationsIdentified of tiny2020 is below 0.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020> det:publicationsIdentified ?value }
INSERT { <tiny2020> det:publicationsIdentified -1 }
WHERE { <tiny2020> det:publicationsIdentified ?value }
