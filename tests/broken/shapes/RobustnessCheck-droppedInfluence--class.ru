# A det:droppedInfluence of tiny2020/robustness/good-quality is not an influence.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/robustness/good-quality> det:droppedInfluence <agent/kim> }
