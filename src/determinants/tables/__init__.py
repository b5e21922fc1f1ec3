"""Tables on disk → frozen rows, each with its address, and every problem that stands in their way."""
