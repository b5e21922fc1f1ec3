# publication/ash2010 has no skos:prefLabel.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE WHERE { <publication/ash2010> skos:prefLabel ?value }
