# The det:score of tiny2020/rating/north/culture is below 0.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/rating/north/culture> det:score ?value }
INSERT { <tiny2020/rating/north/culture> det:score -1 }
WHERE { <tiny2020/rating/north/culture> det:score ?value }
