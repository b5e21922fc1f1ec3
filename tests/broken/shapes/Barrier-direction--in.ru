# The det:direction of tiny2020/determinant/blame is none of the values that it may have.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/determinant/blame> det:direction ?value }
INSERT { <tiny2020/determinant/blame> det:direction det:facilitates }
WHERE { <tiny2020/determinant/blame> det:direction ?value }
