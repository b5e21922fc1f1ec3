# The det:review of tiny2020/study-set/all is not a review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/study-set/all> det:review ?value }
INSERT { <tiny2020/study-set/all> det:review <agent/kim> }
WHERE { <tiny2020/study-set/all> det:review ?value }
