# cfir2009-cfir2022/climate--climate has no owl:annotatedSource.
BASE <https://w3id.org/determinants/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE WHERE { <cfir2009-cfir2022/climate--climate> owl:annotatedSource ?value }
