# The det:evidenceBody of publication/ash2010 is no det:EvidenceBody.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <publication/ash2010> det:evidenceBody ?value }
INSERT { <publication/ash2010> det:evidenceBody <agent/kim> }
WHERE { <publication/ash2010> det:evidenceBody ?value }
