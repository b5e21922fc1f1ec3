# The skos:definition of design/cohort is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <design/cohort> skos:definition ?value }
INSERT { <design/cohort> skos:definition "another" }
WHERE { <design/cohort> skos:definition ?value }
