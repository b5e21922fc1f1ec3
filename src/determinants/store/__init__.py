"""What holds the graph and answers SPARQL: engines, the guard before them, and what is kept between calls."""
