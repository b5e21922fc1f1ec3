"""The graph as networks: of all things, of influences reported together, of publications and factors.

Each network is a `networkx` graph, made from the rows that stored questions give. What asks the questions
is an argument, so that any engine will do.

>>> import determinants
>>> from determinants import network
>>> together = network.NETWORKS["co-occurrence"].make(determinants.open_graph().of("ibrahim2019").ask)
>>> together.number_of_nodes()
14
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from determinants.ask.narrowing import one_review
from determinants.ask.records import (
    Ask,
    DeterminantFindings,
    GraphStatements,
    InfluenceDeterminants,
    InfluenceEvidence,
    InfluenceFindings,
    records,
)
from determinants.ground.values import COUNTS, REPORTED
from determinants.network import metrics
from determinants.network.metrics import Metric
from determinants.network.network_formats import NETWORK_FORMATS
from determinants.network.networks import Report, bipartite, co_occurrence, property_graph

if TYPE_CHECKING:
    import networkx as nx

COUNTED = {value.iri for value in COUNTS}

__all__ = [
    "NETWORKS",
    "NETWORK_FORMATS",
    "Metric",
    "NetworkKind",
    "Report",
    "bipartite",
    "co_occurrence",
    "property_graph",
    "publications_determinants",
    "publications_influences",
]


def properties(ask: Ask) -> "nx.MultiDiGraph":
    """Give all things, joined by the properties between them."""
    return property_graph(ask(GraphStatements.question))


def publications_influences(ask: Ask, **where: object) -> "nx.Graph":
    """Give publications, joined to the influences that they report themselves.

    `where` narrows the findings, as it narrows `influence-findings`: to a design, for example.
    """
    factors = {row.influence: row.influence_label for row in records(ask, InfluenceEvidence)}
    reports = (
        Report(
            row.publication,
            row.publication_label,
            row.influence,
            row.finding,
            row.direction_label,
            row.design_label,
        )
        for row in records(ask, InfluenceFindings, **where)
        if row.directness in COUNTED and row.direction in REPORTED
    )
    return bipartite("influence", factors, reports)


def publications_determinants(ask: Ask, **where: object) -> "nx.Graph":
    """Give publications, joined to the facilitators and barriers that their own findings match.

    That is apart from the influences: a finding may be on one and match none of its facilitators and
    barriers. `where` narrows the findings, as it narrows `determinant-findings`.
    """
    factors = {row.determinant: row.determinant_label for row in records(ask, InfluenceDeterminants)}
    reports = (
        Report(row.publication, row.publication_label, row.determinant, row.finding, row.direction_label)
        for row in records(ask, DeterminantFindings, **where)
        if row.directness in COUNTED and row.direction in REPORTED
    )
    return bipartite("determinant", factors, reports)


def influences_together(ask: Ask) -> "nx.Graph":
    """Give influences, joined by the publications that report both."""
    return co_occurrence(publications_influences(ask))


@dataclass(frozen=True)
class NetworkKind:
    """A kind of network: its name, what it is in a few words, what makes it, and its metrics."""

    name: str
    what: str
    of_graph: Callable[[Ask], "nx.Graph"]
    metrics: tuple[Metric, ...]
    of_one: bool = True  # of one review, so that nothing is pooled

    def make(self, ask: Ask) -> "nx.Graph":
        """Make the network.

        Raises:
            UsageError: if it is of one review, and there are several.
        """
        if self.of_one:
            one_review(ask)
        return self.of_graph(ask)


# A new network is one function and its record here; a new metric, one function and its record in `metrics`.
NETWORKS: dict[str, NetworkKind] = {
    kind.name: kind
    for kind in (
        NetworkKind("properties", "all things", properties, (metrics.KINDS, metrics.LINKS), of_one=False),
        NetworkKind(
            "co-occurrence",
            "influences, by the publications that report both",
            influences_together,
            (metrics.PAIRS, metrics.BRIDGES, metrics.PERIPHERY),
        ),
        NetworkKind(
            "publications-influences",
            "publications and the influences that they report",
            publications_influences,
            (metrics.BREADTH,),
        ),
        NetworkKind(
            "publications-determinants",
            "publications and the facilitators and barriers that their findings match",
            publications_determinants,
            (metrics.BREADTH,),
        ),
    )
}
