# tiny2020/criterion/adults has two values of det:criterionAspect.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/criterion/adults> det:criterionAspect "another" }
