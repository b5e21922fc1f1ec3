"""What is served: an open graph, the state of its data, who answers free SPARQL, and what is kept."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from determinants import __version__
from determinants.ask.asking import Graph
from determinants.ask.questions import Question
from determinants.ground import shipped
from determinants.ground.days import today
from determinants.ground.problems import DeterminantsError, UsageError
from determinants.ground.vocab import BASE, DET
from determinants.server.calls import Reply
from determinants.server.kept import KeepingEngine, Kept
from determinants.server.workers import Workers
from determinants.store import engines
from determinants.store.engine import Engine
from determinants.store.engines import BuiltIn, OnBuild, Opening
from determinants.store.limits import MIB, Limits
from determinants.store.remote import EndpointEngine
from determinants.store.solutions import Rows
from determinants.store.stoppable import StoppableEngine

LIMITS = Limits(seconds=10.0, memory=512 * MIB, held=64 * MIB)
ROOM = 128 * MIB  # for replies that are kept
AT_ONCE = 4  # stored questions and answers that are worked out side by side
FRESH = 10.0  # seconds after which an endpoint is asked again in which state its data are
STATE = f"SELECT ?state WHERE {{ <{BASE}dataset> <{DET.state.value}> ?state }} ORDER BY ?state"


@dataclass(frozen=True)
class Chosen:
    """Which data are served, by which engine, and how far a query may go."""

    data: Sequence[Path] = ()
    store: Path | None = None
    endpoint: str | None = None
    engine: str = engines.DEFAULT
    limits: Limits = LIMITS
    workers: int = 2


class Served:
    """An open graph, ready to be asked by many."""

    def __init__(self, engine: Engine, workers: Workers, limits: Limits, what: str, *, far: bool) -> None:
        """Ask `engine` stored questions and `workers` all else; what is `far` may change meanwhile."""
        self._asked, self._far = engine, far
        self._state, self._seen = "", 0.0
        self._seeing = threading.Lock()
        self.limits, self.workers, self.what = limits, workers, what
        self.graph = Graph(KeepingEngine(engine, lambda: self.state))
        self.replies: Kept[tuple[Reply, bool]] = Kept(ROOM, lambda kept: len(kept[0].body) + 1_000)
        self.threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answer")
        self.began = time.time()
        self.see()

    @property
    def state(self) -> str:
        """The state of the data, as it was when it was last looked at; with that of this program."""
        return self._state

    @property
    def dated(self) -> str:
        """The state of the data, and the day: what says how it is cited is another from day to day."""
        return f"{self._state} {today()}"

    @property
    def old(self) -> bool:
        """Whether the state of the data was looked at long enough ago to look again."""
        return self._far and time.monotonic() - self._seen > FRESH

    def see(self) -> None:
        """Look again in which state the data are, where they may have changed since."""
        with self._seeing:
            if self._state and not self.old:
                return
            rows = self._asked.query(STATE)
            states = (
                [str(getattr(row[0], "value", "")) for row in rows.rows] if isinstance(rows, Rows) else []
            )
            new = f"{__version__} {' '.join(states)}"
            if new != self._state:
                self._state = new
                self.__dict__.pop("graphs", None)
            self._seen = time.monotonic()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The stored questions by name."""
        return self.graph.questions()

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(str(row["graph"]) for row in self.graph.ask("graph-sizes").records())

    def close(self) -> None:
        """End every process and thread."""
        self.workers.close()
        self.threads.shutdown(wait=False, cancel_futures=True)
        if isinstance(self._asked, StoppableEngine):
            self._asked.close()


def opened(chosen: Chosen, on_build: OnBuild = lambda: None) -> Served:
    """Open what is to be served.

    Raises:
        UsageError: if it is not to be had, or two things are asked for at once.
        DataError: with every problem, if the tables are wrong.
        EndpointError: if an endpoint does not answer.

    """
    folders = (shipped.folder("data"), *chosen.data)
    built_in = BuiltIn(folders, shipped.folder("ontology"), __version__)
    asked = engines.open_engine(
        chosen.engine, built_in, chosen.store, chosen.endpoint, chosen.limits, on_build
    )
    if chosen.endpoint is not None:
        far = asked.stored
        if not isinstance(far, EndpointEngine):
            raise UsageError("an endpoint is asked as it is.")
        return Served(far, Workers([far] * chosen.workers), chosen.limits, "a remote endpoint", far=True)
    opening = Opening(chosen.engine, built_in, chosen.store)
    workers = Workers.local(opening, chosen.limits, chosen.workers)
    # Processes are copies of this one as long as it has no threads; so they are made first.
    workers.start()
    here = isinstance(asked.stored, StoppableEngine)
    engine: Engine = asked.stored if here else engines.Here(opening, on_build)
    what = f"a store on disk ({chosen.engine})" if chosen.store else f"{chosen.engine}, in memory"
    try:
        return Served(engine, workers, chosen.limits, what, far=False)
    except DeterminantsError:
        workers.close()
        raise
