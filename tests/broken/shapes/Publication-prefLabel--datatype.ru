# The skos:prefLabel of publication/ash2010 is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <publication/ash2010> skos:prefLabel ?value }
INSERT { <publication/ash2010> skos:prefLabel "another"@en }
WHERE { <publication/ash2010> skos:prefLabel ?value }
