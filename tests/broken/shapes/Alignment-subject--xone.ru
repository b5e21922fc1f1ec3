# tiny2020/alignment/training-inner-setting is of neither influence nor determinant.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/alignment/training-inner-setting> det:influence ?value }
