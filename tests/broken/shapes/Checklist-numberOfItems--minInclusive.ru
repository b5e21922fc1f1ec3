# The det:numberOfItems of tiny2020/checklist/tiny-qualitative is below 1.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/checklist/tiny-qualitative> det:numberOfItems ?value }
INSERT { <tiny2020/checklist/tiny-qualitative> det:numberOfItems 0 }
WHERE { <tiny2020/checklist/tiny-qualitative> det:numberOfItems ?value }
