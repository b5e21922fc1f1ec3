# The skos:prefLabel of country/de-ug is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <country/de-ug> skos:prefLabel ?value }
INSERT { <country/de-ug> skos:prefLabel "another" }
WHERE { <country/de-ug> skos:prefLabel ?value }
