# The skos:prefLabel of site/north is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <site/north> skos:prefLabel ?value }
INSERT { <site/north> skos:prefLabel "another" }
WHERE { <site/north> skos:prefLabel ?value }
