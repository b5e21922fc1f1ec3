# A det:country of publication/ash2010 is not a country.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <publication/ash2010> det:country <agent/kim> }
