# The det:assertedBy of tiny2020/alignment/training-inner-setting is none of what it may be.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/alignment/training-inner-setting> det:assertedBy ?value }
INSERT { <tiny2020/alignment/training-inner-setting> det:assertedBy <publication/ash2010> }
WHERE { <tiny2020/alignment/training-inner-setting> det:assertedBy ?value }
