# cfir2022/roles has no skos:inScheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE WHERE { <cfir2022/roles> skos:inScheme ?value }
