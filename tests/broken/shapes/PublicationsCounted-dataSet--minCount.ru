# derived/reports/tiny2020/culture/own has no qb:dataSet.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE WHERE { <derived/reports/tiny2020/culture/own> qb:dataSet ?value }
