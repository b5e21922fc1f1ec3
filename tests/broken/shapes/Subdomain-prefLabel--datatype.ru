# The skos:prefLabel of cfir2022/roles is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2022/roles> skos:prefLabel ?value }
INSERT { <cfir2022/roles> skos:prefLabel "another" }
WHERE { <cfir2022/roles> skos:prefLabel ?value }
