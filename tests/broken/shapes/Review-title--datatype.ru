# The dcterms:title of tiny2020 is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE { <tiny2020> dcterms:title ?value }
INSERT { <tiny2020> dcterms:title "another"@en }
WHERE { <tiny2020> dcterms:title ?value }
