# tiny2020/alignment/training-inner-setting has two values of det:alignsWith.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/alignment/training-inner-setting> det:alignsWith <cfir2009/climate> }
