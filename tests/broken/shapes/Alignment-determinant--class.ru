# The det:determinant of tiny2020/alignment/training-inner-setting is not a determinant.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/alignment/training-inner-setting> det:influence ?influence }
INSERT { <tiny2020/alignment/training-inner-setting> det:determinant <agent/kim> }
WHERE { <tiny2020/alignment/training-inner-setting> det:influence ?influence }
