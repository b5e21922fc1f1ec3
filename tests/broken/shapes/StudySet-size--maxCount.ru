# tiny2020/study-set/all has two values of det:size.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/study-set/all> det:size 2 }
