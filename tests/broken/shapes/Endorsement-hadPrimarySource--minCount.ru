# eric/endorsement/hold-meetings/cfir2009/climate/frame2022 has no prov:hadPrimarySource.
BASE <https://w3id.org/determinants/>
PREFIX prov: <http://www.w3.org/ns/prov#>

DELETE WHERE { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> prov:hadPrimarySource ?value }
