# The det:confidence of finding/f1 is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <finding/f1> det:confidence ?value }
INSERT { <finding/f1> det:confidence det:mixed }
WHERE { <finding/f1> det:confidence ?value }
