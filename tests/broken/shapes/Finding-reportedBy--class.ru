# A det:reportedBy of finding/f1 is not a publication.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <finding/f1> det:reportedBy <agent/kim> }
