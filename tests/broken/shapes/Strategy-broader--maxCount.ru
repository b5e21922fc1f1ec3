# eric/hold-meetings has two values of skos:broader.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <eric/hold-meetings> skos:broader <eric/listen> }
