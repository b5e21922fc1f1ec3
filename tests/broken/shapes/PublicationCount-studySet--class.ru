# The det:studySet of tiny2020/count/culture is not a study set.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/count/culture> det:studySet ?value }
INSERT { <tiny2020/count/culture> det:studySet <agent/kim> }
WHERE { <tiny2020/count/culture> det:studySet ?value }
