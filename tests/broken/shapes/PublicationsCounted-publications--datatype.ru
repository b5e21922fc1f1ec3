# The number of publications of derived/reports/tiny2020/culture/own is a decimal.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE { <derived/reports/tiny2020/culture/own> det:publications ?value }
INSERT { <derived/reports/tiny2020/culture/own> det:publications 2.0 }
WHERE { <derived/reports/tiny2020/culture/own> det:publications ?value }
