# The det:basis of tiny2020/condition/training-internal is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/condition/training-internal> det:basis ?value }
INSERT { <tiny2020/condition/training-internal> det:basis det:high }
WHERE { <tiny2020/condition/training-internal> det:basis ?value }
