# The skos:broader of cfir2022/roles is not a domain.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2022/roles> skos:broader ?value }
INSERT { <cfir2022/roles> skos:broader <agent/kim> }
WHERE { <cfir2022/roles> skos:broader ?value }
