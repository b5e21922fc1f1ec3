# publication/ash2010 has two values of dcterms:issued.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA { <publication/ash2010> dcterms:issued "2011"^^xsd:gYear }
