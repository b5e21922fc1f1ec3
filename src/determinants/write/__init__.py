"""Answers, graphs and references as bytes and text: what is taken away, in one registry a kind."""
