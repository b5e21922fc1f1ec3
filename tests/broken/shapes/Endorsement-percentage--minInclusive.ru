# The det:percentage of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is below 0.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:percentage ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:percentage "-1.0"^^xsd:decimal }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> det:percentage ?value }
