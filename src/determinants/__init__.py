"""A knowledge graph of what helps and hinders implementing peer support work in mental health care."""

from functools import cache


@cache
def version() -> str:
    """Give the version of this package, as its metadata state it."""
    from importlib.metadata import version as stated

    return stated("determinants")
