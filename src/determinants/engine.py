"""Engines: what answers a SPARQL query. One small interface; every answer is made of the same terms."""

from collections.abc import Iterable
from typing import Protocol

from pyoxigraph import Quad, QueryBoolean, QueryTriples, Store

from determinants import guard
from determinants.answers import Answer, Table, Triples, Verdict
from determinants.problems import QueryRefused


class Engine(Protocol):
    """Something that answers a SPARQL query over the union of the named graphs."""

    def query(self, text: str) -> Answer:
        """Give the answer to a query.

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.
        """
        ...


class OxigraphEngine:
    """pyoxigraph, in memory: the default."""

    def __init__(self, store: Store) -> None:
        """Answer from a store that is already filled."""
        self._store = store

    @classmethod
    def load(cls, quads: Iterable[Quad]) -> "OxigraphEngine":
        """Open an engine over these quads."""
        store = Store()
        store.bulk_extend(quads)
        return cls(store)

    def quads(self) -> Iterable[Quad]:
        """Yield everything that is loaded, in no particular order."""
        return self._store.quads_for_pattern(None, None, None)

    def query(self, text: str) -> Answer:
        """Give the answer to a query over the union of the named graphs."""
        guard.examine(text, {graph.value for graph in self._store.named_graphs() if hasattr(graph, "value")})
        try:
            results = self._store.query(text, use_default_graph_as_union=not _names_graphs(text))
        except SyntaxError as error:
            raise QueryRefused(f"the query cannot be read: {error}") from None
        if isinstance(results, QueryBoolean):
            return Verdict(bool(results))
        if isinstance(results, QueryTriples):
            return Triples(tuple(results))
        columns = tuple(variable.value for variable in results.variables)
        return Table(columns, tuple(tuple(solution) for solution in results))


def _names_graphs(text: str) -> bool:
    """Whether the query has its own FROM: then it chooses the graphs, and not we."""
    return any((token["word"] or "").upper() == "FROM" for token in guard.tokens(text))
