# tiny2020/quality-band/good has two values of det:fromPercentage.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/quality-band/good> det:fromPercentage 50.5 }
