# The dcterms:bibliographicCitation of publication/ash2010 is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE { <publication/ash2010> dcterms:bibliographicCitation ?value }
INSERT { <publication/ash2010> dcterms:bibliographicCitation "another"@en }
WHERE { <publication/ash2010> dcterms:bibliographicCitation ?value }
