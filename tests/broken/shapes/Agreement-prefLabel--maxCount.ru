# own/agreement/direction has two values of skos:prefLabel.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <own/agreement/direction> skos:prefLabel "another"@en }
