# body/ash2010 has one publication only.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE DATA {
  <publication/birch2012> det:evidenceBody <body/ash2010> .
  <publication/cedar> det:evidenceBody <body/ash2010>
}
