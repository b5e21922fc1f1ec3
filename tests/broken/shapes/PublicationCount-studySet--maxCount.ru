# tiny2020/count/culture has two values of det:studySet.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/count/culture> det:studySet <tiny2020/study-set/modality-stated> }
