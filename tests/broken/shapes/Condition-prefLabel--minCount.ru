# tiny2020/condition/training-internal has no skos:prefLabel.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE WHERE { <tiny2020/condition/training-internal> skos:prefLabel ?value }
