# The det:experience of site/north is not a xsd:boolean.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <site/north> det:experience ?value }
INSERT { <site/north> det:experience "yes" }
WHERE { <site/north> det:experience ?value }
