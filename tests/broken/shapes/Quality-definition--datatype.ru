# The skos:definition of quality/poor is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <quality/poor> skos:definition ?value }
INSERT { <quality/poor> skos:definition "another" }
WHERE { <quality/poor> skos:definition ?value }
