# tiny2020/criterion/adults has no det:criterionRole.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/criterion/adults> det:criterionRole ?value }
