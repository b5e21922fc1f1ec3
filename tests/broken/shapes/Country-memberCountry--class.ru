# A det:memberCountry of country/de-ug is not a country.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <country/de-ug> det:memberCountry <agent/kim> }
