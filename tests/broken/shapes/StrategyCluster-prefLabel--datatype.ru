# The skos:prefLabel of eric/listen is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <eric/listen> skos:prefLabel ?value }
INSERT { <eric/listen> skos:prefLabel "another" }
WHERE { <eric/listen> skos:prefLabel ?value }
