# The skos:broader of tiny2020/determinant/blame is not an influence.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <tiny2020/determinant/blame> skos:broader ?value }
INSERT { <tiny2020/determinant/blame> skos:broader <agent/kim> }
WHERE { <tiny2020/determinant/blame> skos:broader ?value }
