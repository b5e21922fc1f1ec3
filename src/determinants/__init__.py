"""A knowledge graph of what helps and hinders implementing peer support work in mental health care.

For programs: `open_graph` opens it, and what it gives can be asked stored questions and SPARQL.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from determinants.answers import Table, Triples, Verdict
    from determinants.engine.endpoint import EndpointError
    from determinants.library import Graph, open_graph
    from determinants.problems import (
        DataError,
        DeterminantsError,
        QueryRefused,
        StaleCounts,
        UnknownName,
        UsageError,
    )

__version__ = "0.1.0"

# Where each public name stands. They are imported when they are used: the command line needs few of them.
_HOMES = {
    "DataError": "problems",
    "DeterminantsError": "problems",
    "EndpointError": "engine.endpoint",
    "Graph": "library",
    "QueryRefused": "problems",
    "StaleCounts": "problems",
    "Table": "answers",
    "Triples": "answers",
    "UnknownName": "problems",
    "UsageError": "problems",
    "Verdict": "answers",
    "open_graph": "library",
}

__all__ = [
    "DataError",
    "DeterminantsError",
    "EndpointError",
    "Graph",
    "QueryRefused",
    "StaleCounts",
    "Table",
    "Triples",
    "UnknownName",
    "UsageError",
    "Verdict",
    "open_graph",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'determinants' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"determinants.{_HOMES[name]}"), name)
