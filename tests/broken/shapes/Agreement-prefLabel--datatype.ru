# The skos:prefLabel of own/agreement/direction has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <own/agreement/direction> skos:prefLabel ?value }
INSERT { <own/agreement/direction> skos:prefLabel "another" }
WHERE { <own/agreement/direction> skos:prefLabel ?value }
