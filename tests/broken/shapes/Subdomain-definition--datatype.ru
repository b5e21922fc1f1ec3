# The skos:definition of cfir2022/roles is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2022/roles> skos:definition ?value }
INSERT { <cfir2022/roles> skos:definition "another" }
WHERE { <cfir2022/roles> skos:definition ?value }
