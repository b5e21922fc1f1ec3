# The det:percentage of tiny2020/count/culture is above 100.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE { <tiny2020/count/culture> det:percentage ?value }
INSERT { <tiny2020/count/culture> det:percentage "101.0"^^xsd:decimal }
WHERE { <tiny2020/count/culture> det:percentage ?value }
