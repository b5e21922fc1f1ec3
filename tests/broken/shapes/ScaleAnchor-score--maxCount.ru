# tiny2020/anchor/0 has two values of det:score.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/anchor/0> det:score 2 }
