# The skos:prefLabel of tiny2020/anchor/0 is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <tiny2020/anchor/0> skos:prefLabel ?value }
INSERT { <tiny2020/anchor/0> skos:prefLabel "another" }
WHERE { <tiny2020/anchor/0> skos:prefLabel ?value }
