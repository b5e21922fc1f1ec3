# publication/ash2010 has two values of dcterms:title.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

INSERT DATA { <publication/ash2010> dcterms:title "another" }
