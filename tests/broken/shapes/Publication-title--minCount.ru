# publication/ash2010 has no dcterms:title.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE WHERE { <publication/ash2010> dcterms:title ?value }
