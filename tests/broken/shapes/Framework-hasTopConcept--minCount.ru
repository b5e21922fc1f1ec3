# cfir2009 has no skos:hasTopConcept.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE WHERE { <cfir2009> skos:hasTopConcept ?value }
