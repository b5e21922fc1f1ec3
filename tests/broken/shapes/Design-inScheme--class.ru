# The skos:inScheme of design/cohort is not a concept scheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <design/cohort> skos:inScheme ?value }
INSERT { <design/cohort> skos:inScheme <agent/kim> }
WHERE { <design/cohort> skos:inScheme ?value }
