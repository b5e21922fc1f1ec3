# tiny2020/fact/theme-threshold has two values of det:value.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/fact/theme-threshold> det:value 99 }
