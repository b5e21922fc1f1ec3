# derived/codings/first-coding/medium/own has no directness.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE WHERE { <derived/codings/first-coding/medium/own> det:directness ?value }
