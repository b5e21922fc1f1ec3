# A det:dependent of dependence/ash2010--birch2012 is no det:Publication.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <dependence/ash2010--birch2012> det:dependent <agent/kim> }
