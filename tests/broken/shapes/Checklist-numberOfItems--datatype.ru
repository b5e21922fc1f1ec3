# The det:numberOfItems of tiny2020/checklist/tiny-qualitative is not a xsd:integer.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/checklist/tiny-qualitative> det:numberOfItems ?value }
INSERT { <tiny2020/checklist/tiny-qualitative> det:numberOfItems 10.0 }
WHERE { <tiny2020/checklist/tiny-qualitative> det:numberOfItems ?value }
