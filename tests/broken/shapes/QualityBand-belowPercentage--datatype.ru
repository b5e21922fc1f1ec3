# The det:belowPercentage of tiny2020/quality-band/poor is not a xsd:decimal.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/quality-band/poor> det:belowPercentage ?value }
INSERT { <tiny2020/quality-band/poor> det:belowPercentage 60 }
WHERE { <tiny2020/quality-band/poor> det:belowPercentage ?value }
