# eric/listen has no skos:inScheme.
BASE <https://w3id.org/determinants/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE WHERE { <eric/listen> skos:inScheme ?value }
