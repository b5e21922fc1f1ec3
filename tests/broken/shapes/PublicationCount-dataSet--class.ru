# The qb:dataSet of tiny2020/count/culture is not a data set.
BASE <https://w3id.org/determinants/>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE { <tiny2020/count/culture> qb:dataSet ?value }
INSERT { <tiny2020/count/culture> qb:dataSet <agent/kim> }
WHERE { <tiny2020/count/culture> qb:dataSet ?value }
