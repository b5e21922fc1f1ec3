# The skos:prefLabel of own has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <own> skos:prefLabel ?value }
INSERT { <own> skos:prefLabel "another" }
WHERE { <own> skos:prefLabel ?value }
