# The skos:prefLabel of topic/rural-setting is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <topic/rural-setting> skos:prefLabel ?value }
INSERT { <topic/rural-setting> skos:prefLabel "another" }
WHERE { <topic/rural-setting> skos:prefLabel ?value }
