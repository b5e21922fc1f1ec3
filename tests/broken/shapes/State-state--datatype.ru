# The state of the data set is a number.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE { <dataset> det:state ?value }
INSERT { <dataset> det:state 7 }
WHERE { <dataset> det:state ?value }
