# The skos:broader of eric/hold-meetings is not a strategy cluster.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <eric/hold-meetings> skos:broader ?value }
INSERT { <eric/hold-meetings> skos:broader <agent/kim> }
WHERE { <eric/hold-meetings> skos:broader ?value }
