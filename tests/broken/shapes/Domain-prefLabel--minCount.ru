# cfir2009/outer-setting has no skos:prefLabel.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE WHERE { <cfir2009/outer-setting> skos:prefLabel ?value }
