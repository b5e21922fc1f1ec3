# The det:total of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is below 1.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:total ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:total 0 }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:total ?value }
