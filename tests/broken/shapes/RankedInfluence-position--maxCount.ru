# tiny2020/robustness/good-quality/1 has two values of det:position.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/robustness/good-quality/1> det:position 2 }
