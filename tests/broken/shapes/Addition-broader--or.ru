# The skos:broader of cfir2009/neighbours is none of what it may be.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2009/neighbours> skos:broader ?value }
INSERT { <cfir2009/neighbours> skos:broader <cfir2009> }
WHERE { <cfir2009/neighbours> skos:broader ?value }
