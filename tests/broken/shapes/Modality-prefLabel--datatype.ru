# The skos:prefLabel of modality/group is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <modality/group> skos:prefLabel ?value }
INSERT { <modality/group> skos:prefLabel "another" }
WHERE { <modality/group> skos:prefLabel ?value }
