# A prov:wasAttributedTo of finding/f1 is not an agent.
BASE <https://w3id.org/determinants/>
PREFIX prov: <http://www.w3.org/ns/prov#>

INSERT DATA { <finding/f1> prov:wasAttributedTo <publication/ash2010> }
