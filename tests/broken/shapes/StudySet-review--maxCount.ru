# tiny2020/study-set/all has two values of det:review.
BASE <https://w3id.org/determinants/>
PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX det: <https://w3id.org/determinants/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
  <tiny2020/study-set/all> det:review <other2021> .
  <other2021> a det:Review ;
      dcterms:title "Another review" ;
      skos:prefLabel "Other et al. 2021"@en ;
      bibo:doi "10.1000/other2021" ;
      det:reportedIn <publication/tiny2020> ;
      det:publicationsIdentified 100 ;
      det:publicationsIncluded 5 ;
      det:locator "Method" .
}
