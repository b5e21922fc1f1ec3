# The skos:inScheme of eric/hold-meetings is not a framework.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <eric/hold-meetings> skos:inScheme ?value }
INSERT { <eric/hold-meetings> skos:inScheme <agent/kim> }
WHERE { <eric/hold-meetings> skos:inScheme ?value }
