# tiny2020/alignment/training-inner-setting has two values of det:determinant.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/alignment/training-inner-setting> det:influence ?influence }
INSERT { <tiny2020/alignment/training-inner-setting> det:determinant <tiny2020/determinant/paid-training> , <tiny2020/determinant/distant-training> }
WHERE { <tiny2020/alignment/training-inner-setting> det:influence ?influence }
