# The skos:prefLabel of agent/first-coding is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <agent/first-coding> skos:prefLabel ?value }
INSERT { <agent/first-coding> skos:prefLabel "another" }
WHERE { <agent/first-coding> skos:prefLabel ?value }
