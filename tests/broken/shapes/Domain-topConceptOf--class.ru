# The skos:topConceptOf of cfir2009/outer-setting is not a framework.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <cfir2009/outer-setting> skos:topConceptOf ?value }
INSERT { <cfir2009/outer-setting> skos:topConceptOf <agent/kim> }
WHERE { <cfir2009/outer-setting> skos:topConceptOf ?value }
