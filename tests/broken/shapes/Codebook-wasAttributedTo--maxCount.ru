# own has two values of prov:wasAttributedTo.
BASE <https://w3id.org/determinants/>
PREFIX prov: <http://www.w3.org/ns/prov#>

INSERT DATA { <own> prov:wasAttributedTo <agent/kim> }
