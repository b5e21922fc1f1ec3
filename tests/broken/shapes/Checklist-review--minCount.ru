# tiny2020/checklist/tiny-qualitative has no det:review.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <tiny2020/checklist/tiny-qualitative> det:review ?value }
