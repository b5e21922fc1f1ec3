# The det:quality of tiny2020/quality-band/good is not a quality grade.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/quality-band/good> det:quality ?value }
INSERT { <tiny2020/quality-band/good> det:quality <agent/kim> }
WHERE { <tiny2020/quality-band/good> det:quality ?value }
