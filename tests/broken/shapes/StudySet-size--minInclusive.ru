# The det:size of tiny2020/study-set/all is below 1.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/study-set/all> det:size ?value }
INSERT { <tiny2020/study-set/all> det:size 0 }
WHERE { <tiny2020/study-set/all> det:size ?value }
