# The directness of derived/codings/first-coding/medium/own is a direction.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE { <derived/codings/first-coding/medium/own> det:directness ?value }
INSERT { <derived/codings/first-coding/medium/own> det:directness det:hinders }
WHERE { <derived/codings/first-coding/medium/own> det:directness ?value }
