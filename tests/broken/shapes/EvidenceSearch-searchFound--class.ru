# A det:searchFound of search/one is no det:Publication.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <search/one> det:searchFound <agent/kim> }
