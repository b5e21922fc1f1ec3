# tiny2020/count/country-de has two values of det:country.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/count/country-de> det:country <country/ug> }
