# tiny2020/determinant/blame has no det:direction; it is neither facilitator nor barrier, whose shapes ask for more.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/determinant/blame> a det:Barrier ; det:direction ?value }
WHERE { <tiny2020/determinant/blame> det:direction ?value }
