# The det:incomeLevel of site/north is not an income level.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <site/north> det:incomeLevel ?value }
INSERT { <site/north> det:incomeLevel <agent/kim> }
WHERE { <site/north> det:incomeLevel ?value }
