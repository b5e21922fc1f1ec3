# The skos:prefLabel of eric/hold-meetings is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <eric/hold-meetings> skos:prefLabel ?value }
INSERT { <eric/hold-meetings> skos:prefLabel "another" }
WHERE { <eric/hold-meetings> skos:prefLabel ?value }
