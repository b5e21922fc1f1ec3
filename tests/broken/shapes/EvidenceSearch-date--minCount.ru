# search/one has no dcterms:date.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE WHERE { <search/one> dcterms:date ?value }
