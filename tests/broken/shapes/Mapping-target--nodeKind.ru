# The owl:annotatedTarget of cfir2009-cfir2022/climate--climate is a text, not a thing.
BASE <https://w3id.org/determinants/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE { <cfir2009-cfir2022/climate--climate> owl:annotatedTarget ?value }
INSERT { <cfir2009-cfir2022/climate--climate> owl:annotatedTarget "a text" }
WHERE { <cfir2009-cfir2022/climate--climate> owl:annotatedTarget ?value }
