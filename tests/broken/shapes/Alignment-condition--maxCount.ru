# tiny2020/alignment/training-inner-setting has two values of det:condition.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/alignment/training-inner-setting> det:condition <tiny2020/condition/training-external> }
