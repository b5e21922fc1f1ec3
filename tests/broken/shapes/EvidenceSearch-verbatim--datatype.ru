# The det:verbatim of search/one has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <search/one> det:verbatim ?value }
INSERT { <search/one> det:verbatim "perhaps" }
WHERE { <search/one> det:verbatim ?value }
