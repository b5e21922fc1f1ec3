# eric/endorsement/hold-meetings/cfir2009/climate/frame2022 has two values of prov:hadPrimarySource.
BASE <https://w3id.org/determinants/>
PREFIX prov: <http://www.w3.org/ns/prov#>

INSERT DATA { <eric/endorsement/hold-meetings/cfir2009/climate/frame2022> prov:hadPrimarySource <publication/ash2010> }
