"""A service of one's own: the measure that it is scored on, and the report on it."""
