# The det:dependenceKind of dependence/ash2010--birch2012 is not one of those there are.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <dependence/ash2010--birch2012> det:dependenceKind ?value }
INSERT { <dependence/ash2010--birch2012> det:dependenceKind det:nothing }
WHERE { <dependence/ash2010--birch2012> det:dependenceKind ?value }
