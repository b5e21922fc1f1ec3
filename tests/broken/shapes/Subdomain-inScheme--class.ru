# The skos:inScheme of cfir2022/roles is not a framework.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2022/roles> skos:inScheme ?value }
INSERT { <cfir2022/roles> skos:inScheme <agent/kim> }
WHERE { <cfir2022/roles> skos:inScheme ?value }
