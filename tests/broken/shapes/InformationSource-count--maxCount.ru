# tiny2020/source/databases has two values of det:count.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/source/databases> det:count 3 }
