# tiny2020/condition/training-internal has no det:basis.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/condition/training-internal> det:basis ?value }
