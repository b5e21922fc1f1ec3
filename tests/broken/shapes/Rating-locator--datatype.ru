# The det:locator of tiny2020/rating/north/culture is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/rating/north/culture> det:locator ?value }
INSERT { <tiny2020/rating/north/culture> det:locator "another"@en }
WHERE { <tiny2020/rating/north/culture> det:locator ?value }
