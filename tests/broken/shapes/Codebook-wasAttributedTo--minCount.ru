# own has no prov:wasAttributedTo.
BASE <https://w3id.org/determinants/>
PREFIX prov: <http://www.w3.org/ns/prov#>

DELETE WHERE { <own> prov:wasAttributedTo ?value }
