# tiny2020/condition/training-internal has two values of det:facet.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/condition/training-internal> det:facet "another" }
