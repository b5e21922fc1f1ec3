# The skos:inScheme of cfir2009/readiness is not a framework.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2009/readiness> skos:inScheme ?value }
INSERT { <cfir2009/readiness> skos:inScheme <agent/kim> }
WHERE { <cfir2009/readiness> skos:inScheme ?value }
