# The skos:definition of own has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <own> skos:definition ?value }
INSERT { <own> skos:definition "another" }
WHERE { <own> skos:definition ?value }
