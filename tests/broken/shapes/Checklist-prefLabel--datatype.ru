# The skos:prefLabel of tiny2020/checklist/tiny-qualitative is not a rdf:langString.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE { <tiny2020/checklist/tiny-qualitative> skos:prefLabel ?value }
INSERT { <tiny2020/checklist/tiny-qualitative> skos:prefLabel "another" }
WHERE { <tiny2020/checklist/tiny-qualitative> skos:prefLabel ?value }
