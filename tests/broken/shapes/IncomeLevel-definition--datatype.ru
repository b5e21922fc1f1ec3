# The skos:definition of income-level/low is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <income-level/low> skos:definition ?value }
INSERT { <income-level/low> skos:definition "another" }
WHERE { <income-level/low> skos:definition ?value }
