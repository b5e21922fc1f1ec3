# eric/listen has two values of skos:topConceptOf.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <eric/listen> skos:topConceptOf <cfir2022> }
