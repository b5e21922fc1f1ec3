# tiny2020/count/culture has two values of qb:dataSet.
BASE <https://w3id.org/determinants/>
PREFIX qb: <http://purl.org/linked-data/cube#>

INSERT DATA { <tiny2020/count/culture> qb:dataSet <tiny2020/dataset/counts-overall> }
