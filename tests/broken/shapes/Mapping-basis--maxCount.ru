# cfir2009-cfir2022/climate--climate has two values of det:crosswalkBasis.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <cfir2009-cfir2022/climate--climate> det:crosswalkBasis "stated" }
