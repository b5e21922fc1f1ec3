# publication/ash2010 has two values of det:population.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <publication/ash2010> det:population "another"@en }
