# tiny2020/count/design-cohort has two values of det:design.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/count/design-cohort> det:design <design/qualitative> }
