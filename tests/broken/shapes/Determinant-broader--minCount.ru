# tiny2020/determinant/blame has no skos:broader.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE WHERE { <tiny2020/determinant/blame> skos:broader ?value }
