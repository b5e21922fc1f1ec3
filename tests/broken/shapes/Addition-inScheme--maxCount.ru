# cfir2009/neighbours has two values of skos:inScheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <cfir2009/neighbours> skos:inScheme <cfir2022> }
