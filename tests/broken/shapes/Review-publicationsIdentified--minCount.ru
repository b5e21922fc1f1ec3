# tiny2020 has no det:publicationsIdentified.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020> det:publicationsIdentified ?value }
