# The skos:broader of cfir2009/tension is not a construct.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2009/tension> skos:broader ?value }
INSERT { <cfir2009/tension> skos:broader <cfir2009/inner-setting> }
WHERE { <cfir2009/tension> skos:broader ?value }
