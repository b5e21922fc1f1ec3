# The det:item of tiny2020/rating/north/culture is not a measure item.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/rating/north/culture> det:item ?value }
INSERT { <tiny2020/rating/north/culture> det:item <agent/kim> }
WHERE { <tiny2020/rating/north/culture> det:item ?value }
