# tiny2020/checklist/tiny-qualitative has two values of det:design.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/checklist/tiny-qualitative> det:design <design/cohort> }
