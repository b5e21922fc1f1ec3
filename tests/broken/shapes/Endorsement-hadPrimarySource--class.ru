# The prov:hadPrimarySource of eric/endorsement/hold-meetings/cfir2009/climate/frame2022 is not a publication.
BASE <https://w3id.org/determinants/>
PREFIX prov: <http://www.w3.org/ns/prov#>

DELETE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> prov:hadPrimarySource ?value }
INSERT { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> prov:hadPrimarySource <agent/kim> }
WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> prov:hadPrimarySource ?value }
