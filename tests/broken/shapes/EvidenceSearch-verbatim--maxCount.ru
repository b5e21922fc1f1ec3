# search/one has two values of det:verbatim.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <search/one> det:verbatim ?value }
INSERT { <search/one> det:verbatim true, false }
WHERE { <search/one> det:verbatim ?value }
