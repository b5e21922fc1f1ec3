# The det:locator of finding/f1 is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <finding/f1> det:locator ?value }
INSERT { <finding/f1> det:locator "another"@en }
WHERE { <finding/f1> det:locator ?value }
