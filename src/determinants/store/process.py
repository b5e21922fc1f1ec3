"""A worker's process, seen from the side of whoever asks: started, read from, killed.

It is a copy of this process where that is safe, which takes a moment, else a new Python.
"""

import os
import pickle
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from determinants.ground.problems import QueryRefused
from determinants.store.limits import Limits
from determinants.store.worker import BUILDING, ERROR, FRAME, FULL, LENGTH, READY, Opener, serve

AT_ONCE = 1 << 20


class WorkerProcess:
    """A process that opens an engine while others go on, and then answers one query at a time."""

    def __init__(self, opener: Opener, limits: Limits, on_build: Callable[[], None]) -> None:
        """Start it. `opener` can be pickled; `on_build` is called before a graph is built."""
        self.limits, self._on_build = limits, on_build
        self._ready = False
        self._left: float | None = None  # seconds that may still be waited
        self._code: int | None = None
        requests, self._requests = os.pipe()
        self._replies, replies = os.pipe()
        try:
            # A copy has only the thread that makes it: what others hold would stay held in it for ever.
            if threading.active_count() == 1:
                self._pid = self._copy(opener, requests, replies)
            else:
                self._pid = _new(requests, replies)
                self._send(pickle.dumps((opener, limits.memory)))
        finally:
            os.close(requests)
            os.close(replies)

    def _copy(self, opener: Opener, requests: int, replies: int) -> int:
        """Copy this process; the copy serves, and never comes back from here."""
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid:
            return pid
        try:
            os.close(self._requests)
            os.close(self._replies)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):  # an engine that breaks has much to say, and nothing for the user
                os.dup2(nowhere, stream)
            with os.fdopen(requests, "rb") as coming, os.fdopen(replies, "wb") as going:
                serve(opener, self.limits.memory, coming, going)
        finally:
            os._exit(1)

    def wait_until_open(self) -> None:
        """Wait until the engine is open, which is not limited.

        Raises:
            DeterminantsError: what opening finds wrong.
        """
        while not self._ready:
            kind, _ = self.frame()
            if kind == BUILDING:
                self._on_build()
            self._ready = kind == READY

    def ask(self, text: str) -> tuple[bytes, bytes]:
        """Send a query; give the kind and the content of the first frame of its answer.

        Raises:
            DeterminantsError: what the engine raised.
            LimitReached: if it took too long, or too much memory.
        """
        self.wait_until_open()
        self._left = self.limits.seconds
        self._send(text.encode("utf-8", "surrogatepass"))
        return self.frame()

    def frame(self) -> tuple[bytes, bytes]:
        """Wait for the next frame: its kind and content.

        Raises:
            DeterminantsError: what the engine raised, or the limit that was reached.
        """
        kind, length = FRAME.unpack(self._read(FRAME.size))
        content = self._read(length)
        if kind == ERROR:
            raise pickle.loads(content)  # by our own code in our own process
        if kind == FULL:
            raise self.limits.full()
        return kind, content

    def _send(self, content: bytes) -> None:
        rest = memoryview(LENGTH.pack(len(content)) + content)
        try:
            while rest:
                rest = rest[os.write(self._requests, rest) :]
        except BrokenPipeError:
            self._ended()

    def _read(self, size: int) -> bytes:
        """Give so many bytes. Only what is spent waiting for the engine counts as its time."""
        parts: list[bytes] = []
        while size:
            begun = time.monotonic()
            if not select.select([self._replies], [], [], self._left)[0]:
                raise self.limits.late()
            if self._left is not None:
                self._left = max(0.0, self._left - (time.monotonic() - begun))
            part = os.read(self._replies, min(size, AT_ONCE))
            if not part:
                self._ended()
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _ended(self) -> NoReturn:
        """Say why the process is no more."""
        # An engine that gets no more memory aborts; where the machine has none left, the system kills.
        if self._wait() in {-signal.SIGABRT, -signal.SIGBUS, -signal.SIGKILL}:
            raise self.limits.full()
        raise QueryRefused("the query broke the engine: ask in another way. The next query gets a new one.")

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self._code is None

    def _wait(self) -> int:
        if self._code is None:
            self._code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self._code

    def end(self) -> None:
        """End the process, from another thread than the one that waits for it, which finds that out."""
        if self._code is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.end()
        if self._code is None:
            self._wait()
        for pipe in (self._requests, self._replies):
            with suppress(OSError):
                os.close(pipe)
        self._requests = self._replies = -1


def _new(requests: int, replies: int) -> int:
    """Start a new Python that serves; give its process."""
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "determinants.store.worker"],
        {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        file_actions=[
            (os.POSIX_SPAWN_DUP2, requests, 0),
            (os.POSIX_SPAWN_DUP2, replies, 1),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
