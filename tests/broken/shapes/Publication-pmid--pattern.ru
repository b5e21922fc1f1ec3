# The bibo:pmid of publication/ash2010 is not written as it should be.
BASE <https://w3id.org/determinants/>
PREFIX bibo: <http://purl.org/ontology/bibo/>

DELETE { <publication/ash2010> bibo:pmid ?value }
INSERT { <publication/ash2010> bibo:pmid "PMID 20100001" }
WHERE { <publication/ash2010> bibo:pmid ?value }
