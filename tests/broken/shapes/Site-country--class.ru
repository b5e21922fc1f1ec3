# The det:country of site/north is not a country.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <site/north> det:country ?value }
INSERT { <site/north> det:country <agent/kim> }
WHERE { <site/north> det:country ?value }
