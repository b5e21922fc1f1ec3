# cfir2009/inner-setting has a skos:exactMatch that is its skos:broadMatch as well.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <cfir2009/inner-setting> skos:broadMatch <cfir2022/inner-setting> }
