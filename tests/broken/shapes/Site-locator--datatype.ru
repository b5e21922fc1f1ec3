# The det:locator of site/north is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <site/north> det:locator ?value }
INSERT { <site/north> det:locator "another"@en }
WHERE { <site/north> det:locator ?value }
