# The det:crosswalkBasis of cfir2009-cfir2022/climate--climate is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <cfir2009-cfir2022/climate--climate> det:crosswalkBasis ?value }
INSERT { <cfir2009-cfir2022/climate--climate> det:crosswalkBasis "otherwise" }
WHERE { <cfir2009-cfir2022/climate--climate> det:crosswalkBasis ?value }
