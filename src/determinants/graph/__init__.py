"""Rows → triples, the cubes that are counted from them, and whether they conform to the shapes."""
