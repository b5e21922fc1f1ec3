# The skos:inScheme of outcome/implementation is no skos:ConceptScheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <outcome/implementation> skos:inScheme ?value }
INSERT { <outcome/implementation> skos:inScheme <agent/kim> }
WHERE { <outcome/implementation> skos:inScheme ?value }
