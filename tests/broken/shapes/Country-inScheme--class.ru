# The skos:inScheme of country/de-ug is not a concept scheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <country/de-ug> skos:inScheme ?value }
INSERT { <country/de-ug> skos:inScheme <agent/kim> }
WHERE { <country/de-ug> skos:inScheme ?value }
