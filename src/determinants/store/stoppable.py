"""An engine that can be stopped: it answers in a process of its own, within limits.

Whoever asks waits on a pipe, which Ctrl-C ends at once and a limit ends in time. The process is then
killed, and the next query gets another. Where an answer is left half read, its process is killed too.
"""

import io
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from determinants.ground.problems import QueryRefused
from determinants.store.limits import DEFAULT_LIMITS, Limits
from determinants.store.process import WorkerProcess
from determinants.store.solutions import Answering, Result, Stream, TripleStream, Verdict
from determinants.store.worker import DATA, ROWS, VERDICT, Opener

if TYPE_CHECKING:
    from typing_extensions import Buffer


class StoppableEngine:
    """Answers in worker processes: as many as are asked at once, each of which is asked again."""

    def __init__(
        self, opener: Opener, limits: Limits = DEFAULT_LIMITS, on_build: Callable[[], None] = lambda: None
    ) -> None:
        """Ask what `opener`, which can be pickled, opens. Nothing is started before the first query."""
        self.limits = limits
        self._opener, self._on_build = opener, on_build
        self._idle: list[WorkerProcess] = []
        self._at_work: set[WorkerProcess] = set()

    def query(self, text: str) -> Result:
        """Give the whole answer to a query.

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.
            LimitReached: if it takes more time or memory than it may, or its answer is too long to hold.

        """
        return self._answer(text, self.limits.held).whole()

    def stream(self, text: str) -> Answering:
        """Give the answer to a query, with its rows or triples as they come.

        Raises:
            QueryRefused: if the query cannot be read, or asks for what is never done here.
            LimitReached: if it takes more time or memory than it may, now or while rows come.

        """
        return self._answer(text, None)

    def start(self) -> None:
        """Start a process, and wait until its engine is open.

        Raises:
            DeterminantsError: what opening finds wrong.

        """
        worker = self._worker()
        try:
            worker.wait_until_open()
        except BaseException:
            worker.kill()
            raise
        self._idle.append(worker)

    @property
    def waits(self) -> bool:
        """Whether a process is open and waits for a query."""
        return bool(self._idle)

    def stop(self) -> None:
        """End the processes that are answering, from another thread than those that wait for them."""
        for worker in tuple(self._at_work):
            worker.end()

    def close(self) -> None:
        """End the processes that wait for a query."""
        while self._idle:
            self._idle.pop().kill()

    def _answer(self, text: str, held: int | None) -> Answering:
        worker = self._worker()
        self._at_work.add(worker)
        try:
            kind, content = worker.ask(text)
        except QueryRefused:
            self._done(worker, again=worker.alive)
            raise
        except BaseException:
            self._done(worker, again=False)
            raise
        if kind == VERDICT:
            worker.frame()  # the end
            self._done(worker, again=True)
            return Verdict(bool(content))
        reader = io.BufferedReader(_Reader(worker, self._done, held))
        if kind == ROWS:
            solutions = parse_query_results(input=reader, format=QueryResultsFormat.TSV)
            return Stream(cast("QuerySolutions", solutions))
        return TripleStream(quad.triple for quad in parse(input=reader, format=RdfFormat.N_TRIPLES))

    def _done(self, worker: WorkerProcess, *, again: bool) -> None:
        """Let a process wait for the next query, or end it."""
        self._at_work.discard(worker)
        if again:
            self._idle.append(worker)
        else:
            worker.kill()

    def _worker(self) -> WorkerProcess:
        try:
            return self._idle.pop()
        except IndexError:
            return WorkerProcess(self._opener, self.limits, self._on_build)

    def __del__(self) -> None:
        with suppress(Exception):
            self.close()


class _Reader(io.RawIOBase):
    """The bytes of an answer, as they come from a worker, which is idle again when all have come."""

    def __init__(self, worker: WorkerProcess, done: Callable[..., None], held: int | None) -> None:
        super().__init__()
        self._worker: WorkerProcess | None = worker
        self._done, self._held = done, held
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int:
        try:
            while not self._rest and self._worker:
                self._next(self._worker)
        except BaseException:
            self.close()
            raise
        room = memoryview(buffer)
        given = min(len(room), len(self._rest))
        room[:given] = self._rest[:given]
        self._rest = self._rest[given:]
        return given

    def _next(self, worker: WorkerProcess) -> None:
        kind, content = worker.frame()
        if kind != DATA:
            self._done(worker, again=True)
            self._worker = None
            return
        self._rest = memoryview(content)
        if self._held is not None:
            self._held -= len(content)
            if self._held < 0:
                raise worker.limits.too_long()

    def close(self) -> None:
        """Leave the rest unread, and end the process that has not said it."""
        if self._worker:
            self._done(self._worker, again=False)
            self._worker = None
        super().close()
