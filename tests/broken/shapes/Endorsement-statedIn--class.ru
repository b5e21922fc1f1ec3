# The det:statedIn of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is not a publication.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:statedIn ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:statedIn <agent/kim> }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:statedIn ?value }
