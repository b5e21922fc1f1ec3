# The skos:editorialNote of dependence/ash2010--birch2012 has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <dependence/ash2010--birch2012> skos:editorialNote ?value }
INSERT { <dependence/ash2010--birch2012> skos:editorialNote "another" }
WHERE { <dependence/ash2010--birch2012> skos:editorialNote ?value }
