# The det:condition of tiny2020/alignment/training-inner-setting is not a condition.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/alignment/training-inner-setting> det:condition ?value }
INSERT { <tiny2020/alignment/training-inner-setting> det:condition <agent/kim> }
WHERE { <tiny2020/alignment/training-inner-setting> det:condition ?value }
