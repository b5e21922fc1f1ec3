# The det:review of tiny2020/influence/culture is not a review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/influence/culture> det:review ?value }
INSERT { <tiny2020/influence/culture> det:review <agent/kim> }
WHERE { <tiny2020/influence/culture> det:review ?value }
