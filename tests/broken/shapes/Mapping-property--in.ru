# The owl:annotatedProperty of cfir2009-cfir2022/climate--climate is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

DELETE { <cfir2009-cfir2022/climate--climate> owl:annotatedProperty ?value }
INSERT { <cfir2009-cfir2022/climate--climate> owl:annotatedProperty rdfs:seeAlso }
WHERE { <cfir2009-cfir2022/climate--climate> owl:annotatedProperty ?value }
