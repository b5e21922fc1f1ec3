# The skos:inScheme of eric/listen is not a framework.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <eric/listen> skos:inScheme ?value }
INSERT { <eric/listen> skos:inScheme <agent/kim> }
WHERE { <eric/listen> skos:inScheme ?value }
