# publication/ash2010 has two values of dcterms:bibliographicCitation.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

INSERT DATA { <publication/ash2010> dcterms:bibliographicCitation "another" }
