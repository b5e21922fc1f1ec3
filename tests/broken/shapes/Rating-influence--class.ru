# The det:influence of tiny2020/rating/north/culture is not an influence.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/rating/north/culture> det:influence ?value }
INSERT { <tiny2020/rating/north/culture> det:influence <agent/kim> }
WHERE { <tiny2020/rating/north/culture> det:influence ?value }
