# The skos:definition of tiny2020/influence/culture is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <tiny2020/influence/culture> skos:definition ?value }
INSERT { <tiny2020/influence/culture> skos:definition "another" }
WHERE { <tiny2020/influence/culture> skos:definition ?value }
