"""The graph as networks: of all things, of influences reported together, of publications and factors.

Each network is a `networkx` graph, made from the rows that stored questions give. What asks the questions
is an argument, so that any engine will do.

>>> import determinants
>>> from determinants import network
>>> together = network.NETWORKS["co-occurrence"](determinants.open_graph().ask)
>>> together.number_of_nodes()
14
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from determinants.network import metrics
from determinants.network.metrics import Measure
from determinants.network.network_formats import NETWORK_FORMATS
from determinants.network.networks import bipartite, co_occurrence, property_graph
from determinants.store.solutions import Rows

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "MEASURES",
    "NETWORKS",
    "NETWORK_FORMATS",
    "Measure",
    "bipartite",
    "co_occurrence",
    "measures",
    "property_graph",
]

Ask = Callable[[str], Rows]


def properties(ask: Ask) -> "nx.MultiDiGraph":
    """Give all things, joined by the properties between them."""
    return property_graph(ask("graph-statements"))


def publications_influences(ask: Ask) -> "nx.Graph":
    """Give publications, joined to the influences that they report."""
    return bipartite(ask("influence-evidence"), ask("influence-findings"), by="influence")


def publications_determinants(ask: Ask) -> "nx.Graph":
    """Give publications, joined to the facilitators and barriers that their findings match."""
    return bipartite(ask("influence-determinants"), ask("determinant-findings"), by="determinant")


def influences_together(ask: Ask) -> "nx.Graph":
    """Give influences, joined by the publications that report both."""
    return co_occurrence(publications_influences(ask))


# A new network is one function and its line here; a new measure, one function and its line below.
NETWORKS: dict[str, Callable[[Ask], "nx.Graph"]] = {
    "properties": properties,
    "co-occurrence": influences_together,
    "publications-influences": publications_influences,
    "publications-determinants": publications_determinants,
}

MEASURES: dict[str, tuple[Measure, ...]] = {
    "properties": (metrics.KINDS, metrics.LINKS),
    "co-occurrence": (metrics.PAIRS, metrics.BRIDGES, metrics.PERIPHERY),
    "publications-influences": (metrics.BREADTH,),
    "publications-determinants": (metrics.BREADTH,),
}
