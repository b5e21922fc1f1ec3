# The det:total of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is not a xsd:integer.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:total ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:total 5.0 }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:total ?value }
