# The det:orderChanged of tiny2020/robustness/good-quality is not a xsd:boolean.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/robustness/good-quality> det:orderChanged ?value }
INSERT { <tiny2020/robustness/good-quality> det:orderChanged "yes" }
WHERE { <tiny2020/robustness/good-quality> det:orderChanged ?value }
