"""pyoxigraph: in memory, the default, or a store on disk."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryBoolean, QueryTriples, Store

from determinants.ground import called
from determinants.ground.problems import UsageError
from determinants.ground.vocab import PREFIXES
from determinants.store.solutions import Answering, Result, Stream, TripleStream, Verdict


class OxigraphEngine:
    """A pyoxigraph store that is already filled."""

    def __init__(self, store: Store) -> None:
        """Answer from this store."""
        self._store = store
        self._graphs: frozenset[str] | None = None

    @classmethod
    def load(cls, quads: Iterable[Quad]) -> "OxigraphEngine":
        """Open an engine in memory over these quads."""
        store = Store()
        store.bulk_extend(quads)
        return cls(store)

    @classmethod
    def open(cls, path: Path) -> "OxigraphEngine":
        """Open a store on disk, to read only.

        Raises:
            UsageError: if there is no store.

        """
        if not (path / "CURRENT").is_file():
            fill = called.command(f"load --store {path}")
            raise UsageError(f"{path} is not a store: fill one with '{fill}'.")
        try:
            return cls(Store.read_only(str(path)))
        except OSError as error:
            raise UsageError(f"{path} cannot be opened: {error}.") from None

    def __len__(self) -> int:
        return len(self._store)

    def quads(self) -> Iterable[Quad]:
        """Yield everything that is loaded, in no particular order."""
        return self._store.quads_for_pattern(None, None, None)

    def graphs(self) -> frozenset[str]:
        """Give the IRIs of the named graphs."""
        if self._graphs is None:
            names = self._store.named_graphs()
            self._graphs = frozenset(name.value for name in names if isinstance(name, NamedNode))
        return self._graphs

    def query(self, text: str) -> Result:
        """Give the whole answer to a query over the union of the named graphs, unless it names some itself.

        Our own prefixes need not be declared.

        Raises:
            QueryRefused: with the place and what to do, if the query cannot be read or is not allowed.

        """
        with _refusing(text):
            return self.stream(text).whole()

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, with its rows or triples as the engine finds them.

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.

        """
        from determinants.store import guard  # takes a while to import, and what is kept is not asked again

        chooses = guard.chooses_graphs(text)
        guard.examine(text, self.graphs() if chooses else ())
        with _refusing(text):
            results = self._store.query(text, prefixes=PREFIXES, use_default_graph_as_union=not chooses)
            if isinstance(results, QueryBoolean):
                return Verdict(bool(results))
            return TripleStream(results) if isinstance(results, QueryTriples) else Stream(results)


@contextmanager
def _refusing(text: str) -> Iterator[None]:
    """Say what the library says of a query, as ours."""
    try:
        yield
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        from determinants.store import slips  # only needed where something is wrong

        raise slips.refusal(text, error) from None
