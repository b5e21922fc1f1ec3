# cfir2009 has two values of dcterms:title.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

INSERT DATA { <cfir2009> dcterms:title "another"@en }
