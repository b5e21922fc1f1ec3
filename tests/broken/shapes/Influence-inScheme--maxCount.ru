# tiny2020/influence/culture has two values of skos:inScheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <tiny2020/influence/culture> skos:inScheme <topic> }
