# tiny2020/count/culture has two values of det:influence.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/count/culture> det:influence <tiny2020/influence/training> }
