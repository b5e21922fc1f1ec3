"""The server on standard input and output, as the program that starts it speaks with it.

Nothing else reads or writes these two while it runs: what is printed meanwhile goes to standard error.
Reading and writing wait in threads that the end of the program does not wait for, so that Ctrl-C ends it at
once, and the end of the input when what was asked has been answered.
"""

import asyncio
import json
import os
import queue
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any, Self, cast

from mcp.server.stdio import stdio_server

from determinants.server.assistants.requests import server
from determinants.server.calls import LONGEST_FORM
from determinants.server.served import Served

AT_ONCE = 1 << 16
PATIENCE = 3.0  # seconds in which what was asked is answered when nothing more can be asked


class Wire:
    """The two streams of the protocol, moved away from where anybody else would look for them."""

    def __init__(self) -> None:
        """Take neither over yet."""
        self._coming = self._going = -1
        self._reading, self._writing = _Beside(), _Beside()
        self._open: set[str] = set()

    def __enter__(self) -> Self:
        """Take them over."""
        self._coming, self._going = os.dup(0), os.dup(1)
        nowhere = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nowhere, 0)
        os.dup2(2, 1)
        os.close(nowhere)
        return self

    def __exit__(self, *_: object) -> None:
        """Put them back, and close nothing: a thread may still wait for one of them."""
        os.dup2(self._coming, 0)
        os.dup2(self._going, 1)

    def __aiter__(self) -> AsyncIterator[str]:
        """Give the lines that come in."""
        return self._lines()

    async def _lines(self) -> AsyncIterator[str]:
        rest = b""
        while part := await self._reading(lambda: os.read(self._coming, AT_ONCE)):
            *lines, rest = (rest + part).split(b"\n")
            for line in lines:
                yield self._seen(line)
            if len(rest) > LONGEST_FORM:
                rest = rest[:1]  # it is too long to be read, and whatever is left of it no message
        if rest.strip():
            yield self._seen(rest)
        waited = 0.0
        while self._open and waited < PATIENCE:
            await asyncio.sleep(0.02)
            waited += 0.02

    def _seen(self, line: bytes) -> str:
        """Note what is asked, until it is answered."""
        text = line.decode("utf-8", "replace")
        said = _read(text)
        if "method" in said and "id" in said:
            self._open.add(str(said["id"]))
        return text

    async def write(self, text: str) -> None:
        """Send a message."""
        content = memoryview(text.encode("utf-8", "surrogatepass"))

        def send() -> bytes:
            rest = content
            while rest:
                rest = rest[os.write(self._going, rest) :]
            return b""

        with suppress(BrokenPipeError):  # nobody reads any more
            await self._writing(send)
        said = _read(text)
        if "method" not in said:
            self._open.discard(str(said.get("id")))

    async def flush(self) -> None:
        """Have nothing left to send."""


def _read(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


class _Beside:
    """A thread for what waits, one after another; the end of the program does not wait for it."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._begun = False

    async def __call__(self, give: Callable[[], bytes]) -> bytes:
        if not self._begun:
            self._begun = True
            threading.Thread(target=self._run, daemon=True).start()
        loop = asyncio.get_running_loop()
        done: asyncio.Future[bytes] = loop.create_future()

        def work() -> None:
            try:
                found, wrong = give(), None
            except OSError as error:
                found, wrong = b"", error
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(_settle, done, found, wrong)

        self._work.put(work)
        return await done

    def _run(self) -> None:
        while True:
            self._work.get()()


def _settle(done: "asyncio.Future[bytes]", found: bytes, wrong: OSError | None) -> None:
    if done.done():
        return
    if wrong is None:
        done.set_result(found)
    else:
        done.set_exception(wrong)


def run(served: Served, wire: Wire) -> None:
    """Serve until nothing more comes in, or somebody stops it."""
    try:
        asyncio.run(_run(served, wire))
    finally:
        served.close()
        served.workers.threads.shutdown(wait=True)  # who was stopped has ended,
        served.close()  # and who was started meanwhile does


async def _run(served: Served, wire: Wire) -> None:
    made = server(served)
    stream = cast("Any", wire)
    async with stdio_server(stream, stream) as (coming, going):
        await made.run(coming, going, made.create_initialization_options())
