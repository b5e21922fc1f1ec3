# The det:dependenceBasis of dependence/ash2010--birch2012 has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <dependence/ash2010--birch2012> det:dependenceBasis ?value }
INSERT { <dependence/ash2010--birch2012> det:dependenceBasis 7 }
WHERE { <dependence/ash2010--birch2012> det:dependenceBasis ?value }
