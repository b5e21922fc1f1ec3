# publication/ash2010 has two values of bibo:pmid.
BASE <https://w3id.org/determinants/>
PREFIX bibo: <http://purl.org/ontology/bibo/>

INSERT DATA { <publication/ash2010> bibo:pmid "20109999" }
