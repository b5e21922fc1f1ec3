"""The graph for programs: open it, ask it, take rows.

>>> import determinants
>>> graph = determinants.open_graph()
>>> rows = graph.ask("influence-counts", influence="organisational-culture")
>>> [(row["influence_label"], row["count"], row["total"]) for row in rows.records()]
[('Organisational culture', 28, 53)]
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from determinants import __version__
from determinants.ask import naming
from determinants.ask import questions as stored
from determinants.ask.questions import Question
from determinants.ground import shipped
from determinants.ground.problems import UnknownName, UsageError
from determinants.store import cache
from determinants.store.engine import Engine, ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Answer, Rows


class Graph:
    """A graph that is open, whichever engine answers for it."""

    def __init__(self, engine: Engine) -> None:
        """Ask this engine."""
        self._engine = engine

    def questions(self) -> dict[str, Question]:
        """Give the stored questions by name."""
        return stored.load(shipped.folder("queries"))

    def ask(self, question: str, **where: str | Sequence[str]) -> Rows:
        """Give the answer to a stored question, narrowed to rows with one of the values in each column.

        Values may be named by slug, label, path or IRI, as on the command line.

        >>> len(Graph(open_memory()).ask("influence-determinants", influence="psw-training"))
        18

        Raises:
            UnknownName: if there is no such question, column or value; near misses are suggested.

        """
        asked = naming.question(question)
        by = {}
        for column, values in where.items():
            if column not in asked.columns:
                raise UnknownName(f"narrowing column of {question}", column, tuple(asked.columns))
            said = [values] if isinstance(values, str) else values
            by[column] = [naming.value(self._engine, asked.columns[column], value) for value in said]
        return ask(self._engine, asked.narrowed(by))

    def sparql(self, query: str) -> Answer:
        """Give the answer to a query: a `Rows`, a `Verdict` or `Triples`.

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.

        """
        return self._engine.query(query)


def open_graph(
    data: Sequence[Path | str] = (), store: Path | str | None = None, endpoint: str | None = None
) -> Graph:
    """Open the built-in graph with your own data folders added, a store on disk, or a SPARQL endpoint.

    Raises:
        DataError: with every problem, if your data are wrong.
        UsageError: if more than one of them is asked for, or the store is none.
        EndpointError: if the endpoint does not answer.

    """
    folders = [Path(folder) for folder in data]
    return Graph(open_engine(folders, Path(store) if store else None, endpoint))


def open_engine(
    data: Sequence[Path] | None = None,
    store: Path | None = None,
    endpoint: str | None = None,
    on_build: Callable[[], None] = lambda: None,
) -> Engine:
    """Open the engine that was chosen; `on_build` is called before the built-in graph has to be built.

    Raises:
        UsageError: if more than one was chosen.

    """
    if store and endpoint:
        raise UsageError("a store and an endpoint are two engines: give one of them.")
    if data and (store or endpoint):
        raise UsageError("data are added to the built-in graph; load them into store or endpoint instead.")
    if endpoint:
        from determinants.store.remote import EndpointEngine

        return EndpointEngine(endpoint)
    return OxigraphEngine.open(store) if store else open_memory(data or (), on_build)


def open_memory(data: Sequence[Path] = (), on_build: Callable[[], None] = lambda: None) -> OxigraphEngine:
    """Open the built-in graph in memory, with data folders added."""
    return cache.open_graph(
        [shipped.folder("data"), *data], shipped.folder("ontology"), __version__, cache.folder(), on_build
    )
