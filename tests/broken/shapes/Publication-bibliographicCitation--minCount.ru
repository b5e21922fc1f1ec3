# publication/ash2010 has no dcterms:bibliographicCitation.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE WHERE { <publication/ash2010> dcterms:bibliographicCitation ?value }
