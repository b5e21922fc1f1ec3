# eric/endorsement/ask-families/cfir2009/climate/frame2022 has neither a percentage nor a level.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <eric/endorsement/ask-families/cfir2009/climate/frame2022> det:percentage ?value }
