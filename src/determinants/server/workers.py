"""Who answers free SPARQL: so many workers, each a process that can be killed, and a short queue."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from determinants.ground.problems import DeterminantsError
from determinants.server.refusing import busy
from determinants.store.engine import Engine
from determinants.store.engines import Opening
from determinants.store.limits import Limits
from determinants.store.stoppable import StoppableEngine

WAITING = 16  # queries that wait for a worker
PATIENCE = 5.0  # seconds that each waits
BEGINNINGS = 6  # times that long are waited while one begins again, as on a machine that is busy otherwise
COURTESY = 10  # how far workers stand back behind whoever answers stored questions


@dataclass(frozen=True)
class Courteous:
    """Opens an engine in a process that lets others go first."""

    opening: Opening

    def __call__(self, on_build: Callable[[], None]) -> Engine:
        """Stand back, and open it."""
        os.nice(COURTESY)
        return self.opening(on_build)


class Worker:
    """One who answers a query at a time."""

    def __init__(self, engine: Engine) -> None:
        """Ask this engine, which is stopped where it can be."""
        self.engine = engine

    def stop(self) -> None:
        """End what it is doing: whoever asked has gone."""
        if isinstance(self.engine, StoppableEngine):
            self.engine.stop()

    @property
    def waits(self) -> bool:
        """Whether it is ready for the next query."""
        return not isinstance(self.engine, StoppableEngine) or self.engine.waits

    def ready(self) -> None:
        """Be ready for the next query before it comes."""
        if isinstance(self.engine, StoppableEngine):
            with suppress(DeterminantsError, OSError):  # which the next query is told
                self.engine.start()

    def close(self) -> None:
        """End its process."""
        self.stop()
        if isinstance(self.engine, StoppableEngine):
            self.engine.close()


class Workers:
    """So many workers; whoever comes when all are busy waits a little, and is then sent away."""

    def __init__(self, engines: list[Engine]) -> None:
        """Let each of these engines answer one query at a time."""
        self.all = [Worker(engine) for engine in engines]
        self.threads = ThreadPoolExecutor(len(engines), thread_name_prefix="worker")
        self._idle = list(self.all)
        self._places = asyncio.Semaphore(len(engines))
        self.waiting, self._starting = 0, 0

    @classmethod
    def local(cls, opening: Opening, limits: Limits, number: int) -> "Workers":
        """Give workers that each open an engine in a process of its own."""
        return cls([StoppableEngine(Courteous(opening), limits) for _ in range(number)])

    @property
    def busy(self) -> int:
        """How many have something to do; whoever begins again after it was stopped has not."""
        return len(self.all) - len(self._idle) - self._starting

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Worker]:
        """Have a worker for oneself. One that was stopped comes back when it is ready for the next query.

        Raises:
            Refused: if all are busy, and stay so.

        """
        if not self._idle and self.waiting >= WAITING:
            raise busy()
        self.waiting += 1
        try:
            await self._placed()
        finally:
            self.waiting -= 1
        worker = self._idle.pop()
        try:
            yield worker
        finally:
            if worker.waits:
                self._back(worker)
            else:  # nobody takes it before, or it would have two processes
                self._starting += 1
                loop, again = asyncio.get_running_loop(), self.threads.submit(worker.ready)
                again.add_done_callback(lambda _: _soon(loop, lambda: self._begun(worker)))

    async def _placed(self) -> None:
        """Wait for a place: a while for those who are at work, and longer for those who begin again."""
        for _ in range(BEGINNINGS):
            try:
                await asyncio.wait_for(self._places.acquire(), PATIENCE)
            except TimeoutError:
                if not self._starting:
                    break
            else:
                return
        raise busy()

    def _begun(self, worker: Worker) -> None:
        self._starting -= 1
        self._back(worker)

    def _back(self, worker: Worker) -> None:
        self._idle.append(worker)
        self._places.release()

    def start(self) -> None:
        """Start every process, and wait until each has opened its engine."""
        for worker in self.all:
            worker.ready()

    def close(self) -> None:
        """End every process."""
        for worker in self.all:
            worker.close()
        self.threads.shutdown(wait=False, cancel_futures=True)


def _soon(loop: asyncio.AbstractEventLoop, what: Callable[[], None]) -> None:
    """Let a loop do something, from another thread; nothing where it has ended."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(what)
