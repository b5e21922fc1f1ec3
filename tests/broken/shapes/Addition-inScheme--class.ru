# The skos:inScheme of cfir2009/neighbours is not a framework.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2009/neighbours> skos:inScheme ?value }
INSERT { <cfir2009/neighbours> skos:inScheme <agent/kim> }
WHERE { <cfir2009/neighbours> skos:inScheme ?value }
