# The det:reportedIn of tiny2020 is not a publication.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020> det:reportedIn ?value }
INSERT { <tiny2020> det:reportedIn <agent/kim> }
WHERE { <tiny2020> det:reportedIn ?value }
