# dependence/ash2010--birch2012 has no skos:editorialNote.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE WHERE { <dependence/ash2010--birch2012> skos:editorialNote ?value }
