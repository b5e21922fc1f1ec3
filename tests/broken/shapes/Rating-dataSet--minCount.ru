# tiny2020/rating/north/culture has no qb:dataSet.
BASE <https://w3id.org/determinants/>
PREFIX qb: <http://purl.org/linked-data/cube#>

DELETE WHERE { <tiny2020/rating/north/culture> qb:dataSet ?value }
