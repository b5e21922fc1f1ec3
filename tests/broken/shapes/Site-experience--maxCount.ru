# site/north has two values of det:experience.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <site/north> det:experience false }
