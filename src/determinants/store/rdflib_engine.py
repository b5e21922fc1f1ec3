"""rdflib: slower, and a second opinion."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pyoxigraph import Quad

from determinants.graph.bridge import from_rdflib, to_rdflib_dataset, triple_from_rdflib
from determinants.ground.problems import QueryRefused
from determinants.ground.vocab import PREFIXES
from determinants.store import guard, slips
from determinants.store.solutions import (
    Answering,
    Result,
    Rows,
    Stream,
    Triples,
    TripleStream,
    Verdict,
    canonical,
)

if TYPE_CHECKING:
    from rdflib import Dataset


class RdflibEngine:
    """An rdflib data set whose default graph is the union of the named ones."""

    def __init__(self, dataset: "Dataset") -> None:
        """Answer from this data set."""
        self._dataset = dataset
        self._dataset.default_union = True

    @classmethod
    def load(cls, quads: Iterable[Quad]) -> "RdflibEngine":
        """Open an engine over these quads."""
        return cls(to_rdflib_dataset(quads))

    def query(self, text: str) -> Result:
        """Give the answer to a query over the union of the named graphs.

        Our own prefixes need not be declared.

        Raises:
            QueryRefused: with the place and what to do, if the query cannot be read or is not allowed.
        """
        from pyparsing import ParseException

        guard.examine(text, {str(graph.identifier) for graph in self._dataset.graphs()})
        slips.check(text)  # rdflib takes a part of an IRI, or a function that it does not know, in silence
        try:
            result: Any = self._dataset.query(text, initNs=PREFIXES)
        except (ParseException, RecursionError) as error:
            raise QueryRefused(f"the query cannot be read: {error}") from None
        if result.type == "ASK":
            return Verdict(bool(result.askAnswer))
        if result.type in {"CONSTRUCT", "DESCRIBE"}:
            return Triples(tuple(triple_from_rdflib(triple) for triple in result))
        columns = tuple(map(str, result.vars))
        return Rows(
            columns,
            tuple(
                tuple(None if term is None else canonical(from_rdflib(term)) for term in row)
                for row in result
            ),
        )

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, of which rdflib found all rows first."""
        match self.query(text):
            case Rows() as rows:
                return Stream(rows.solutions())
            case Triples(triples):
                return TripleStream(triples)
            case verdict:
                return verdict
