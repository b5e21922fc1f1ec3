# The skos:inScheme of tiny2020/influence/culture is not a concept scheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <tiny2020/influence/culture> skos:inScheme ?value }
INSERT { <tiny2020/influence/culture> skos:inScheme <agent/kim> }
WHERE { <tiny2020/influence/culture> skos:inScheme ?value }
