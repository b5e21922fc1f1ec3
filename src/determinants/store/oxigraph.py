"""pyoxigraph: in memory, the default, or a store on disk."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryBoolean, QueryTriples, Store

from determinants.ground import called, files
from determinants.ground.problems import StoreError, UsageError
from determinants.ground.vocab import BASE, DET, PREFIXES
from determinants.store.solutions import Answering, Result, Stream, TripleStream, Verdict


class OxigraphEngine:
    """A pyoxigraph store that is already filled."""

    def __init__(self, store: Store, damaged: StoreError | None = None) -> None:
        """Answer from this store; `damaged` is what is said where one on disk turns out to be."""
        self._store = store
        self.damaged = damaged
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
            StoreError: if it is damaged.

        """
        fill = called.command(f"load --store {path}")
        if not (path / "CURRENT").is_file():
            if files.is_being_filled(path):
                raise StoreError(path, f"was filled in part: load it again with '{fill}'.")
            raise UsageError(f"{path} is not a store: fill one with '{fill}'.")
        damaged = StoreError(path, f"the store is damaged, or cannot be read: load it again with '{fill}'.")
        with _damage_is(damaged):
            return cls(Store.read_only(str(path)), damaged)

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
            StoreError: if the store on disk turns out to be damaged.

        """
        with self._explaining(text):
            return self.stream(text).whole()

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, with its rows or triples as the engine finds them.

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.
            StoreError: if the store on disk turns out to be damaged.

        """
        from determinants.store import guard  # takes a while to import, and what is kept is not asked again

        chooses = guard.chooses_graphs(text)
        guard.examine(text, self.graphs() if chooses else ())
        with self._explaining(text):
            results = self._store.query(text, prefixes=PREFIXES, use_default_graph_as_union=not chooses)
            if isinstance(results, QueryBoolean):
                return Verdict(bool(results))
            return TripleStream(results) if isinstance(results, QueryTriples) else Stream(results)

    def whole(self) -> "OxigraphEngine":
        """Give the engine, if its store has a graph of ours that was loaded to its end.

        Raises:
            StoreError: if it has none, or a part of one.

        """
        if self.damaged is None:
            return self
        with self._explaining():
            there = self._store.quads_for_pattern(NamedNode(BASE + "dataset"), DET.state, None)
            if next(there, None) is None:
                raise StoreError(
                    self.damaged.path,
                    "the store has no graph of ours, or a part of one: load it again with "
                    f"'{called.command(f'load --store {self.damaged.path}')}'.",
                )
        return self

    @contextmanager
    def _explaining(self, text: str = "") -> Iterator[None]:
        """Say what the library says of a query, as ours."""
        try:
            with _damage_is(self.damaged):
                yield
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            from determinants.store import slips  # only needed where something is wrong

            raise slips.refusal(text, error) from None


@contextmanager
def _damage_is(damaged: StoreError | None) -> Iterator[None]:
    """Raise this where a store on disk cannot be read, in whichever way the library says so."""
    try:
        yield
    except BaseException as error:
        panic = type(error).__name__ == "PanicException"
        if damaged and (panic or isinstance(error, OSError) or str(error).startswith("Corruption")):
            raise damaged from None
        raise
