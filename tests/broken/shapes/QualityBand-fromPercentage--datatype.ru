# The det:fromPercentage of tiny2020/quality-band/good is not a xsd:decimal.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/quality-band/good> det:fromPercentage ?value }
INSERT { <tiny2020/quality-band/good> det:fromPercentage 60 }
WHERE { <tiny2020/quality-band/good> det:fromPercentage ?value }
