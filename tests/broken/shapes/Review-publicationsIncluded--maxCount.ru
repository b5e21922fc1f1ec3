# tiny2020 has two values of det:publicationsIncluded.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020> det:publicationsIncluded 2 }
