# The qb:dataSet of derived/codings/first-coding/medium/own is not a data set.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE { <derived/codings/first-coding/medium/own> qb:dataSet ?value }
INSERT { <derived/codings/first-coding/medium/own> qb:dataSet <agent/kim> }
WHERE { <derived/codings/first-coding/medium/own> qb:dataSet ?value }
