# cfir2022/roles has two values of skos:broader.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <cfir2022/roles> skos:broader <cfir2022/inner-setting> }
