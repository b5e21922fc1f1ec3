# tiny2020/rating/north/culture has two values of qb:dataSet.
BASE <https://w3id.org/determinants/>
PREFIX qb: <http://purl.org/linked-data/cube#>

INSERT DATA { <tiny2020/rating/north/culture> qb:dataSet <tiny2020/dataset/counts-overall> }
