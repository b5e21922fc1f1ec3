# cfir2009 has two values of dcterms:source.
BASE <https://w3id.org/determinants/>
PREFIX dcterms: <http://purl.org/dc/terms/>

INSERT DATA { <cfir2009> dcterms:source <publication/birch2012> }
