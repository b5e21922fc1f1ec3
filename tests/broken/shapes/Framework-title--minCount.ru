# cfir2009 has no dcterms:title.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE WHERE { <cfir2009> dcterms:title ?value }
