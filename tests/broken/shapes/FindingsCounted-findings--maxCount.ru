# derived/codings/first-coding/medium/own has two numbers of findings.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

INSERT DATA { <derived/codings/first-coding/medium/own> det:findings 99 }
