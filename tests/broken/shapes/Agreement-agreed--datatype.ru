# The det:agreed of own/agreement/direction has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <own/agreement/direction> det:agreed ?value }
INSERT { <own/agreement/direction> det:agreed 2.5 }
WHERE { <own/agreement/direction> det:agreed ?value }
