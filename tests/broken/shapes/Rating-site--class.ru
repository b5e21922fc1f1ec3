# The det:site of tiny2020/rating/north/culture is not a site.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/rating/north/culture> det:site ?value }
INSERT { <tiny2020/rating/north/culture> det:site <agent/kim> }
WHERE { <tiny2020/rating/north/culture> det:site ?value }
