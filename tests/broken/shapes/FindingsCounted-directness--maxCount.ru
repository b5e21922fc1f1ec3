# derived/codings/first-coding/medium/own has two values of directness.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

INSERT DATA { <derived/codings/first-coding/medium/own> det:directness det:secondaryReport }
