# A skos:hasTopConcept of cfir2009 is neither a domain nor a strategy cluster.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <cfir2009> skos:hasTopConcept <cfir2009/climate> }
