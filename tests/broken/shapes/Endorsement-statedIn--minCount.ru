# eric/endorsement/hold-meetings/cfir2009/climate/frame2022 has no det:statedIn.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:statedIn ?value }
