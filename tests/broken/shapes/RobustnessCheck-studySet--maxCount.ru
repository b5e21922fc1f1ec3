# tiny2020/robustness/good-quality has two values of det:studySet.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/robustness/good-quality> det:studySet <tiny2020/study-set/modality-stated> }
