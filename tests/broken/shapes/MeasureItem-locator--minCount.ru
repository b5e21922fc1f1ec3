# tiny2020/item/culture has no det:locator.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/item/culture> det:locator ?value }
