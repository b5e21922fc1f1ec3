# The prov:wasAttributedTo of own is no prov:Agent.
BASE <https://w3id.org/determinants/>
PREFIX prov: <http://www.w3.org/ns/prov#>

DELETE { <own> prov:wasAttributedTo ?value }
INSERT { <own> prov:wasAttributedTo <publication/cedar> }
WHERE { <own> prov:wasAttributedTo ?value }
