# tiny2020 has no dcterms:title.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE WHERE { <tiny2020> dcterms:title ?value }
