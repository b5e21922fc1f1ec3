# The det:belowPercentage of tiny2020/quality-band/poor is below 0.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE { <tiny2020/quality-band/poor> det:belowPercentage ?value }
INSERT { <tiny2020/quality-band/poor> det:belowPercentage "-1.0"^^xsd:decimal }
WHERE { <tiny2020/quality-band/poor> det:belowPercentage ?value }
