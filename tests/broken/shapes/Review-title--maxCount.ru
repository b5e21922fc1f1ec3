# tiny2020 has two values of dcterms:title.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

INSERT DATA { <tiny2020> dcterms:title "another" }
