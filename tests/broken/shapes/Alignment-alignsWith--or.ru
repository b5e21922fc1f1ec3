# The det:alignsWith of tiny2020/alignment/training-inner-setting is none of what it may be.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/alignment/training-inner-setting> det:alignsWith ?value }
INSERT { <tiny2020/alignment/training-inner-setting> det:alignsWith <cfir2009> }
WHERE { <tiny2020/alignment/training-inner-setting> det:alignsWith ?value }
