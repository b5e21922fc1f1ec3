# finding/f1 is about an influence and about a topic.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <finding/f1> det:topic <topic/rural-setting> }
