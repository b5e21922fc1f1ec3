# The dcterms:source of cfir2009 is not a publication.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE { <cfir2009> dcterms:source ?value }
INSERT { <cfir2009> dcterms:source <agent/kim> }
WHERE { <cfir2009> dcterms:source ?value }
