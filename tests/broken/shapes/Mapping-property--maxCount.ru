# cfir2009-cfir2022/climate--climate has two values of owl:annotatedProperty.
BASE <https://w3id.org/determinants/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <cfir2009-cfir2022/climate--climate> owl:annotatedProperty skos:exactMatch }
