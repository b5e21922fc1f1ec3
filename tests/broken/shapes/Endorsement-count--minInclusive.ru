# The det:count of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is below 0.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:count ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:count -1 }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:count ?value }
