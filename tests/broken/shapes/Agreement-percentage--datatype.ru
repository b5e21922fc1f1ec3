# The det:percentage of own/agreement/direction has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <own/agreement/direction> det:percentage ?value }
INSERT { <own/agreement/direction> det:percentage "much" }
WHERE { <own/agreement/direction> det:percentage ?value }
