# The skos:prefLabel of cfir2009/neighbours is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2009/neighbours> skos:prefLabel ?value }
INSERT { <cfir2009/neighbours> skos:prefLabel "another" }
WHERE { <cfir2009/neighbours> skos:prefLabel ?value }
