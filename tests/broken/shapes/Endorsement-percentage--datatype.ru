# The det:percentage of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is not a xsd:decimal.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:percentage ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:percentage 60 }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:percentage ?value }
