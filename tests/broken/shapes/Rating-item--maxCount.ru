# tiny2020/rating/north/culture has two values of det:item.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/rating/north/culture> det:item <tiny2020/item/training> }
