# tiny2020/study-set/all has no det:locator.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/study-set/all> det:locator ?value }
