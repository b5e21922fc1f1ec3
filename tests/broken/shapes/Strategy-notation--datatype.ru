# The skos:notation of eric/hold-meetings is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <eric/hold-meetings> skos:notation ?value }
INSERT { <eric/hold-meetings> skos:notation "another"@en }
WHERE { <eric/hold-meetings> skos:notation ?value }
