# tiny2020/determinant/blame has two values of skos:prefLabel.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <tiny2020/determinant/blame> skos:prefLabel "another"@en }
