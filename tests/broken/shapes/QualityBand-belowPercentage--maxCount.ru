# tiny2020/quality-band/poor has two values of det:belowPercentage.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/quality-band/poor> det:belowPercentage 50.5 }
