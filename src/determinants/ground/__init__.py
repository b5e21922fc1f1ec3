"""The ground: what everything stands on. Words, errors, whole files, and where shipped things are."""
