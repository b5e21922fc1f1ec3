"""A knowledge graph of implementation determinants."""
