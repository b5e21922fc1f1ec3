# tiny2020/determinant/blame has no det:locator.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/determinant/blame> det:locator ?value }
