"""The engines that there are, in one registry, and the opening of the one that was chosen.

A new engine is a class with `query`, and one record here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from determinants.ground.problems import UnknownName, UsageError
from determinants.store import cache
from determinants.store.engine import Engine
from determinants.store.oxigraph import OxigraphEngine


@dataclass(frozen=True)
class BuiltIn:
    """The graph that is built from tables: where they stand, and what to say before it is built."""

    folders: Sequence[Path]
    ontology: Path
    version: str
    on_build: Callable[[], None] | None = None

    def in_memory(self) -> OxigraphEngine:
        """Give the graph in memory, from the cache where nothing has changed."""
        return cache.open_graph(
            self.folders, self.ontology, self.version, cache.folder(), self.on_build or (lambda: None)
        )


@dataclass(frozen=True)
class EngineKind:
    """A kind of engine that can hold the built-in graph: its name, what it is, and how it is opened."""

    name: str
    what: str
    open: Callable[[BuiltIn], Engine]


def _rdflib(graph: BuiltIn) -> Engine:
    from determinants.store.rdflib_engine import RdflibEngine

    return RdflibEngine.load(graph.in_memory().quads())


ENGINES: dict[str, EngineKind] = {
    kind.name: kind
    for kind in (
        EngineKind("oxigraph", "pyoxigraph in memory, the default", BuiltIn.in_memory),
        EngineKind("rdflib", "rdflib in memory: slower, and a second opinion", _rdflib),
    )
}
DEFAULT = "oxigraph"


def open_engine(name: str, graph: BuiltIn, store: Path | None = None, endpoint: str | None = None) -> Engine:
    """Open a store on disk or an endpoint, if one is given, else the built-in graph in the engine named.

    Raises:
        UnknownName: if there is no such engine.
        UsageError: if more than one was chosen.
    """
    if name not in ENGINES:
        raise UnknownName("engine", name, ENGINES)
    if store and endpoint:
        raise UsageError("a store and an endpoint are two engines: give one of them.")
    if len(graph.folders) > 1 and (store or endpoint):
        raise UsageError("data are added to the built-in graph; load them into store or endpoint instead.")
    if name != DEFAULT and (store or endpoint):
        raise UsageError(f"'{name}' holds the built-in graph; a store or endpoint is its own engine.")
    if endpoint is not None:
        from determinants.store.remote import EndpointEngine

        return EndpointEngine(endpoint)
    return OxigraphEngine.open(store) if store else ENGINES[name].open(graph)
