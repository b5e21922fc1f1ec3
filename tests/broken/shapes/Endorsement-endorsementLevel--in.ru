# The det:endorsementLevel of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:endorsementLevel ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:endorsementLevel "3" }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:endorsementLevel ?value }
