# The skos:inScheme of income-level/low is not a concept scheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <income-level/low> skos:inScheme ?value }
INSERT { <income-level/low> skos:inScheme <agent/kim> }
WHERE { <income-level/low> skos:inScheme ?value }
