# The det:locator of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is not a xsd:string.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:locator ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:locator "another"@en }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:locator ?value }
