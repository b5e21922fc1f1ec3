# The det:design of tiny2020/checklist/tiny-qualitative is not a design.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <tiny2020/checklist/tiny-qualitative> det:design ?value }
INSERT { <tiny2020/checklist/tiny-qualitative> det:design <agent/kim> }
WHERE { <tiny2020/checklist/tiny-qualitative> det:design ?value }
