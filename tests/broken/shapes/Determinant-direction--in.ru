# The det:direction of tiny2020/determinant/blame is none of the values that it may have; it is neither facilitator nor barrier, whose shapes ask for more.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/determinant/blame> a det:Barrier ; det:direction ?value }
INSERT { <tiny2020/determinant/blame> det:direction det:mixed }
WHERE { <tiny2020/determinant/blame> det:direction ?value }
