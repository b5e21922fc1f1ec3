# The det:country of tiny2020/count/country-de is not a country.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/country-de> det:country ?value }
INSERT { <tiny2020/count/country-de> det:country <agent/kim> }
WHERE { <tiny2020/count/country-de> det:country ?value }
