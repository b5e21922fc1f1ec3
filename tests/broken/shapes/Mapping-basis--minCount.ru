# cfir2009-cfir2022/climate--climate has no det:crosswalkBasis.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <cfir2009-cfir2022/climate--climate> det:crosswalkBasis ?value }
