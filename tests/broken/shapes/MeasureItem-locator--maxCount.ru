# tiny2020/item/culture has two values of det:locator.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/item/culture> det:locator "another" }
