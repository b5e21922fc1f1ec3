# The det:review of tiny2020/quality-band/good is not a review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/quality-band/good> det:review ?value }
INSERT { <tiny2020/quality-band/good> det:review <agent/kim> }
WHERE { <tiny2020/quality-band/good> det:review ?value }
