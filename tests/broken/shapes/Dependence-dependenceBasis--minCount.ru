# dependence/ash2010--birch2012 has no det:dependenceBasis.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <dependence/ash2010--birch2012> det:dependenceBasis ?value }
