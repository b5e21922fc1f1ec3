# The skos:inScheme of quality/poor is not a concept scheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <quality/poor> skos:inScheme ?value }
INSERT { <quality/poor> skos:inScheme <agent/kim> }
WHERE { <quality/poor> skos:inScheme ?value }
