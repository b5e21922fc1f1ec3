# The dcterms:title of cfir2009 is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE { <cfir2009> dcterms:title ?value }
INSERT { <cfir2009> dcterms:title "another" }
WHERE { <cfir2009> dcterms:title ?value }
