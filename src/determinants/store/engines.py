"""The engines that there are, in one registry, and the opening of the one that was chosen.

A new engine is a class with `query` and `stream`, and one record here.
"""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from determinants.ground.problems import UnknownName, UsageError
from determinants.store import cache, noticing
from determinants.store.engine import Engine
from determinants.store.limits import DEFAULT_LIMITS, Limits
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.remembering import Remembering
from determinants.store.solutions import Answering, Result

if TYPE_CHECKING:
    from determinants.store.stoppable import StoppableEngine

OnBuild = Callable[[], None]


@dataclass(frozen=True)
class BuiltIn:
    """The graph that is built from tables, and where they stand."""

    folders: Sequence[Path]
    ontology: Path
    version: str

    def in_memory(self, on_build: OnBuild) -> OxigraphEngine:
        """Give the graph in memory, from the cache where nothing has changed."""
        return cache.open_graph(self.folders, self.ontology, self.version, cache.folder(), on_build)

    def key(self) -> str:
        """Give a digest of all that the graph depends on, as it is now."""
        return noticing.key(self.folders, self.ontology, self.version, cache.folder())


@dataclass(frozen=True)
class EngineKind:
    """A kind of engine that can hold the built-in graph: its name, what it is, and how it is opened."""

    name: str
    what: str
    open: Callable[[BuiltIn, OnBuild], Engine]


def _rdflib(graph: BuiltIn, on_build: OnBuild) -> Engine:
    from determinants.store.rdflib_engine import RdflibEngine

    return RdflibEngine.load(graph.in_memory(on_build).quads())


ENGINES: dict[str, EngineKind] = {
    kind.name: kind
    for kind in (
        EngineKind("oxigraph", "pyoxigraph in memory, the default", BuiltIn.in_memory),
        EngineKind("rdflib", "rdflib in memory: slower, and a second opinion", _rdflib),
    )
}
DEFAULT = "oxigraph"


@dataclass(frozen=True)
class Opening:
    """What opens an engine, here or in a worker's process."""

    name: str
    graph: BuiltIn
    store: Path | None = None

    def __call__(self, on_build: OnBuild) -> Engine:
        """Open it; `on_build` is called before a graph is built."""
        if self.store:
            return OxigraphEngine.open(self.store).whole()
        return ENGINES[self.name].open(self.graph, on_build)


@dataclass(frozen=True)
class Opened:
    """Who answers: stored questions, and, made when it is first needed, whatever else somebody asks."""

    stored: Engine
    for_anything: Callable[[], Engine]


class Here:
    """An engine in this process, opened when it is first asked. Ctrl-C does not wait for its answer."""

    def __init__(self, opening: Opening, on_build: OnBuild) -> None:
        """Ask what `opening` opens."""
        self._opening, self._on_build = opening, on_build
        self._engine: Engine | None = None

    def _opened(self) -> Engine:
        if self._engine is None:
            self._engine = self._opening(self._on_build)
        return self._engine

    def query(self, text: str) -> Result:
        """Give the whole answer to a query.

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.

        """
        engine = self._opened()
        if threading.current_thread() is not threading.main_thread():
            return engine.query(text)
        found: list[Result] = []
        wrong: list[BaseException] = []

        def answer() -> None:
            try:
                found.append(engine.query(text))
            except BaseException as error:
                _let_go(error)
                wrong.append(error)

        # What the engine does cannot be interrupted; waiting for it can.
        at_work = threading.Thread(target=answer, daemon=True)
        at_work.start()
        at_work.join()
        if wrong:
            raise wrong.pop()
        return found[0]

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, with its rows or triples as they come."""
        return self._opened().stream(text)


def _let_go(error: BaseException) -> None:
    """Let an error hold nothing of where it arose: what the library gives, only its own thread may drop."""
    import traceback

    passed: BaseException | None = error
    while passed is not None:
        traceback.clear_frames(passed.__traceback__)
        passed = passed.__context__


def open_engine(
    name: str,
    graph: BuiltIn,
    store: Path | None = None,
    endpoint: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    on_build: OnBuild = lambda: None,
) -> Opened:
    """Open a store on disk or an endpoint, if one is given, else the built-in graph in the engine named.

    Stored questions over the built-in graph alone are known to end soon, and are answered in this process.
    Whatever else is asked is answered where it can be stopped.

    Raises:
        UnknownName: if there is no such engine.
        UsageError: if more than one was chosen.
        DataError: with every problem, if the tables are wrong.
    """
    if name not in ENGINES:
        raise UnknownName("engine", name, ENGINES)
    if store and endpoint is not None:
        raise UsageError("a store and an endpoint are two engines: give one of them.")
    if len(graph.folders) > 1 and (store or endpoint is not None):
        raise UsageError("data are added to the built-in graph; load them into store or endpoint instead.")
    if name != DEFAULT and (store or endpoint is not None):
        raise UsageError(f"'{name}' holds the built-in graph; a store or endpoint is its own engine.")
    if endpoint is not None:
        from determinants.store.remote import EndpointEngine

        far = EndpointEngine(endpoint, limits)
        return Opened(far, lambda: far)
    opening = Opening(name, graph, store)
    here = Here(opening, on_build)
    if os.name != "posix":  # elsewhere nothing stops a query but the end of the program: SECURITY.md says so
        return Opened(here, lambda: here)
    if name == DEFAULT and store is None and len(graph.folders) == 1:
        return Opened(
            Remembering(here, cache.folder(), graph.key), lambda: _stoppable(opening, limits, on_build)
        )
    stoppable = _stoppable(opening, limits, on_build)
    stoppable.start()  # what is wrong with somebody's own data or store is told at once
    return Opened(stoppable, lambda: stoppable)


def _stoppable(opening: Opening, limits: Limits, on_build: OnBuild) -> "StoppableEngine":
    from determinants.store.stoppable import StoppableEngine

    return StoppableEngine(opening, limits, on_build)
