# The directness of derived/reports/tiny2020/culture/own is a direction.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE { <derived/reports/tiny2020/culture/own> det:directness ?value }
INSERT { <derived/reports/tiny2020/culture/own> det:directness det:hinders }
WHERE { <derived/reports/tiny2020/culture/own> det:directness ?value }
