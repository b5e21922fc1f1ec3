# The skos:notation of country/de is not written as it should be.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <country/de> skos:notation ?value }
INSERT { <country/de> skos:notation "Germany" }
WHERE { <country/de> skos:notation ?value }
