# The skos:inScheme of modality/group is not a concept scheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <modality/group> skos:inScheme ?value }
INSERT { <modality/group> skos:inScheme <agent/kim> }
WHERE { <modality/group> skos:inScheme ?value }
