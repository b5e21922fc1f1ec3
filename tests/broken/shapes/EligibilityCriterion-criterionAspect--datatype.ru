# The det:criterionAspect of tiny2020/criterion/adults is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/criterion/adults> det:criterionAspect ?value }
INSERT { <tiny2020/criterion/adults> det:criterionAspect "another"@en }
WHERE { <tiny2020/criterion/adults> det:criterionAspect ?value }
