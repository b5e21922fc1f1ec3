# The qb:dataSet of derived/reports/tiny2020/culture/own is not a data set.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE { <derived/reports/tiny2020/culture/own> qb:dataSet ?value }
INSERT { <derived/reports/tiny2020/culture/own> qb:dataSet <agent/kim> }
WHERE { <derived/reports/tiny2020/culture/own> qb:dataSet ?value }
