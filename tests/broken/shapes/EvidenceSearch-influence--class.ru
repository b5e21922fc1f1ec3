# The det:influence of search/one is no det:Influence.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <search/one> det:influence ?value }
INSERT { <search/one> det:influence <agent/kim> }
WHERE { <search/one> det:influence ?value }
