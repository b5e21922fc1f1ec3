# The dcterms:date of search/one has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE { <search/one> dcterms:date ?value }
INSERT { <search/one> dcterms:date "some day" }
WHERE { <search/one> dcterms:date ?value }
