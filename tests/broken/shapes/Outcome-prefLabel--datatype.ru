# The skos:prefLabel of outcome/implementation has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <outcome/implementation> skos:prefLabel ?value }
INSERT { <outcome/implementation> skos:prefLabel "another" }
WHERE { <outcome/implementation> skos:prefLabel ?value }
