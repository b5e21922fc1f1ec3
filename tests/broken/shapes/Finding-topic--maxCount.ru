# finding/f6 has two values of det:topic.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  <finding/f6> det:topic <topic/urban-setting> .
  <topic/urban-setting> a det:Topic ;
      skos:prefLabel "Urban setting"@en ;
      skos:definition "Working in a city."@en ;
      skos:inScheme <topic> .
}
