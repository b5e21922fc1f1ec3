# The skos:notation of cfir2009/readiness is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2009/readiness> skos:notation ?value }
INSERT { <cfir2009/readiness> skos:notation "another"@en }
WHERE { <cfir2009/readiness> skos:notation ?value }
