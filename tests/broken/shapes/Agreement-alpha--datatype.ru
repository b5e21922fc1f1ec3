# The det:alpha of own/agreement/direction has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <own/agreement/direction> det:alpha ?value }
INSERT { <own/agreement/direction> det:alpha "much" }
WHERE { <own/agreement/direction> det:alpha ?value }
