# dependence/ash2010--birch2012 has no det:dependenceKind.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE WHERE { <dependence/ash2010--birch2012> det:dependenceKind ?value }
