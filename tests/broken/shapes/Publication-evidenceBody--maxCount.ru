# publication/ash2010 belongs to two bodies of evidence.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

INSERT DATA {
  <body/other> a det:EvidenceBody .
  <publication/ash2010> det:evidenceBody <body/other> .
  <publication/dogwood2015> det:evidenceBody <body/other>
}
