# The det:review of tiny2020/anchor/0 is not a review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/anchor/0> det:review ?value }
INSERT { <tiny2020/anchor/0> det:review <agent/kim> }
WHERE { <tiny2020/anchor/0> det:review ?value }
