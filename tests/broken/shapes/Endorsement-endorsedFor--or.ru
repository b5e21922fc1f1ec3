# The det:endorsedFor of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is none of what it may be.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:endorsedFor ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:endorsedFor <cfir2009> }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:endorsedFor ?value }
