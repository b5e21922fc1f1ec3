# cfir2009-cfir2022/climate--climate has two values of owl:annotatedTarget.
BASE <https://w3id.org/determinants/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA { <cfir2009-cfir2022/climate--climate> owl:annotatedTarget <cfir2022/leaders> }
