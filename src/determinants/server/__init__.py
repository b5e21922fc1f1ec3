"""The server: SPARQL, the stored questions and answers, and a page for every thing, by HTTP, to read only."""
