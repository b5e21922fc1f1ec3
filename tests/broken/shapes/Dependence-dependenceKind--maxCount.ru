# dependence/ash2010--birch2012 has two values of det:dependenceKind.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <dependence/ash2010--birch2012> det:dependenceKind det:restates }
