# The dcterms:issued of publication/ash2010 is not a xsd:gYear.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE { <publication/ash2010> dcterms:issued ?value }
INSERT { <publication/ash2010> dcterms:issued 2010 }
WHERE { <publication/ash2010> dcterms:issued ?value }
