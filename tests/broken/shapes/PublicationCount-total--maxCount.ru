# tiny2020/count/culture has two values of det:total.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/count/culture> det:total 2 }
