# A det:read of publication/ash2010 is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <publication/ash2010> det:read "otherwise" }
