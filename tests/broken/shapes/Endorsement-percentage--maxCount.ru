# eric/endorsement/hold-meetings/cfir2009/climate/frame2022 has two values of det:percentage.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:percentage 61.0 }
