# site/north has no det:experience.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <site/north> det:experience ?value }
