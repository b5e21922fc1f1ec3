# The det:population of publication/ash2010 has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <publication/ash2010> det:population ?value }
INSERT { <publication/ash2010> det:population "another" }
WHERE { <publication/ash2010> det:population ?value }
