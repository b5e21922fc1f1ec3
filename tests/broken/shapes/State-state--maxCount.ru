# The data set has two states.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX qb: <http://purl.org/linked-data/cube#>

INSERT DATA { <dataset> det:state "another" }
