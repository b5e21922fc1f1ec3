# The number of findings of derived/codings/first-coding/medium/own is a decimal.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE { <derived/codings/first-coding/medium/own> det:findings ?value }
INSERT { <derived/codings/first-coding/medium/own> det:findings 2.0 }
WHERE { <derived/codings/first-coding/medium/own> det:findings ?value }
