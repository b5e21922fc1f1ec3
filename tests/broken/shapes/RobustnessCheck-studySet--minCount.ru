# tiny2020/robustness/good-quality has no det:studySet.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/robustness/good-quality> det:studySet ?value }
