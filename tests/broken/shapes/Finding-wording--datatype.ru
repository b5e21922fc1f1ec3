# The det:wording of finding/f1 is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <finding/f1> det:wording ?value }
INSERT { <finding/f1> det:wording "another" }
WHERE { <finding/f1> det:wording ?value }
