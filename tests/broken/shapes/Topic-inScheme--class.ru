# The skos:inScheme of topic/rural-setting is not a concept scheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <topic/rural-setting> skos:inScheme ?value }
INSERT { <topic/rural-setting> skos:inScheme <agent/kim> }
WHERE { <topic/rural-setting> skos:inScheme ?value }
