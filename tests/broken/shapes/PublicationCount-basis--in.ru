# The det:basis of tiny2020/count/culture is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/culture> det:basis ?value }
INSERT { <tiny2020/count/culture> det:basis det:high }
WHERE { <tiny2020/count/culture> det:basis ?value }
