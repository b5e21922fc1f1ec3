# search/one has two values of dcterms:date.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA { <search/one> dcterms:date "2001-01-01"^^xsd:date }
