# The det:criterionRole of tiny2020/criterion/adults is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/criterion/adults> det:criterionRole ?value }
INSERT { <tiny2020/criterion/adults> det:criterionRole "otherwise" }
WHERE { <tiny2020/criterion/adults> det:criterionRole ?value }
