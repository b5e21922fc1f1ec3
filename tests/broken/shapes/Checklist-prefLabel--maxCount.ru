# tiny2020/checklist/tiny-qualitative has two values of skos:prefLabel.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <tiny2020/checklist/tiny-qualitative> skos:prefLabel "another"@en }
