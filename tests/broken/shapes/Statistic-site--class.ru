# A det:site of tiny2020/statistic/mean-culture is not a site.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA { <tiny2020/statistic/mean-culture> det:site <agent/kim> }
