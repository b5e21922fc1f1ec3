# The det:include of own/determinant/open-door has another datatype.
BASE <https://w3id.org/determinants/>
PREFIX det: <https://w3id.org/determinants/ontology#>

DELETE { <own/determinant/open-door> det:include ?value }
INSERT { <own/determinant/open-door> det:include "another" }
WHERE { <own/determinant/open-door> det:include ?value }
