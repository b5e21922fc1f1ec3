# tiny2020/count/modality-group has two values of det:modality.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/count/modality-group> det:modality <modality/individual> }
