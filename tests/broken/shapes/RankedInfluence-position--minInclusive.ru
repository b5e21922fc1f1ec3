# The det:position of tiny2020/robustness/good-quality/1 is below 1.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/robustness/good-quality/1> det:position ?value }
INSERT { <tiny2020/robustness/good-quality/1> det:position 0 }
WHERE { <tiny2020/robustness/good-quality/1> det:position ?value }
