# The det:review of tiny2020/source/databases is not a review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/source/databases> det:review ?value }
INSERT { <tiny2020/source/databases> det:review <agent/kim> }
WHERE { <tiny2020/source/databases> det:review ?value }
