# The det:strategy of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is not a strategy.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:strategy ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:strategy <agent/kim> }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:strategy ?value }
