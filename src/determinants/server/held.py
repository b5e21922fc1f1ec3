"""An answer that comes piece by piece. The first megabyte is held back: what goes wrong in it is said.

Later nothing can be said any more: the body is broken off, which every client sees, and is never a whole that
lacks something. Whoever leaves ends the query.
"""

import asyncio
import io
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from determinants.ground.problems import LimitReached
from determinants.server.calls import Reply
from determinants.server.negotiation import takes_gzip
from determinants.server.refusing import Left, light
from determinants.server.sending import Packing, head, send_reply
from determinants.store.limits import Limits

if TYPE_CHECKING:
    from starlette.types import Receive, Send
    from typing_extensions import Buffer

HELD = 1 << 20
AHEAD = 16  # pieces that wait to be sent
SLOWEST = 30.0  # seconds in which a piece must be taken
WHOLE_TIMES = 10  # how often the time of a query all of it may take, its way to whoever asks included


class Outgoing(io.RawIOBase):
    """What a thread writes and the loop sends; who writes waits for who sends."""

    def __init__(self, limits: Limits) -> None:
        """Take what a query gives that may take so long."""
        super().__init__()
        self._loop = asyncio.get_running_loop()
        self.pieces: asyncio.Queue[bytes | BaseException | None] = asyncio.Queue(AHEAD)
        self._limits, self._begun, self._waited = limits, time.monotonic(), 0.0
        self.left = False

    def writable(self) -> bool:
        """Whether it can be written to: it can."""
        return True

    def write(self, content: "Buffer") -> int:
        """Hand a piece on.

        Raises:
            Left: if nobody takes it.
            LimitReached: if the query goes on for too long, though it gives something all the time.

        """
        piece = bytes(content)
        if piece:
            self._put(piece)
            self._within_time()
        return len(piece)

    def _put(self, piece: bytes | BaseException | None) -> None:
        if self.left:
            raise Left
        begun = time.monotonic()
        try:
            asyncio.run_coroutine_threadsafe(self.pieces.put(piece), self._loop).result(SLOWEST)
        except TimeoutError:
            self.left = True
            raise Left from None
        self._waited += time.monotonic() - begun

    def _within_time(self) -> None:
        seconds, gone = self._limits.seconds, time.monotonic() - self._begun
        if seconds is not None and (gone - self._waited > seconds or gone > WHOLE_TIMES * seconds):
            raise self._limits.late()

    def run(self, write: Callable[[BinaryIO], None]) -> None:
        """Let this write, and say at last that all has come, or what was wrong."""
        last: BaseException | None = None
        try:
            write(cast("BinaryIO", self))
        except Left:
            return
        except BaseException as error:
            last = light(error)
        with suppress(Left):
            self._put(last)


class Answer:
    """An answer on its way: what writes it, in which form, and what ends it when whoever asked has gone."""

    def __init__(
        self, write: Callable[[BinaryIO], None], of: Reply, limits: Limits, stop: Callable[[], None]
    ) -> None:
        """Send what `write` writes, as a reply like this one."""
        self._write, self._of, self._limits, self._stop = write, of, limits, stop

    async def send(
        self, threads: Executor, method: str, headers: Mapping[str, str], receive: "Receive", send: "Send"
    ) -> None:
        """Send it.

        Raises:
            Exception: what was wrong, where nothing has been sent yet.

        """
        out = Outgoing(self._limits)
        writing = asyncio.get_running_loop().run_in_executor(threads, out.run, self._write)
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await self._sent(out, gone, method, headers, send)
        finally:
            out.left = True
            if not writing.done():
                self._stop()
            while not writing.done():  # who waits to hand on is let go
                while not out.pieces.empty():
                    out.pieces.get_nowait()
                await asyncio.wait({writing}, timeout=0.05)
            gone.cancel()

    async def _sent(
        self,
        out: Outgoing,
        gone: "asyncio.Future[None]",
        method: str,
        headers: Mapping[str, str],
        send: "Send",
    ) -> None:
        held: list[bytes] = []
        size = 0
        while size < HELD:
            piece = await _or_gone(out.pieces.get(), gone)
            if isinstance(piece, BaseException):
                raise piece
            if piece is None:
                whole = replace(self._of, body=b"".join(held))
                await send_reply(send, whole, method, headers)
                return
            held.append(piece)
            size += len(piece)
        gzipped = takes_gzip(headers.get("accept-encoding", ""))
        await send(head(self._of, gzipped=gzipped, length=None))
        if method == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        packing, sent = Packing(gzipped=gzipped), 0
        for each in held:
            sent += await _send(send, packing.piece(each))
        while (piece := await _or_gone(out.pieces.get(), gone)) is not None:
            if isinstance(piece, BaseException):
                raise Broken(sent, piece)
            sent += await _send(send, packing.piece(piece))
        for each in packing.rest():
            sent += await _send(send, each)
        await send({"type": "http.response.body", "body": b""})


class Broken(Exception):
    """A body was broken off: something was wrong after a part of it had been sent."""

    def __init__(self, sent: int, why: BaseException) -> None:
        """Say how much of it had been sent, and what was wrong."""
        self.sent, self.why = sent, why
        limit = isinstance(why, LimitReached)
        super().__init__(f"broken off after {sent} bytes: {why if limit else type(why).__name__}")


async def _send(send: "Send", piece: bytes) -> int:
    if piece:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    return len(piece)


async def _gone(receive: "Receive") -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _or_gone(
    coming: Awaitable[bytes | BaseException | None], gone: "asyncio.Future[None]"
) -> bytes | BaseException | None:
    """Give what comes.

    Raises:
        Left: if whoever asked goes first.

    """
    waiting = asyncio.ensure_future(coming)
    both: set[asyncio.Future[Any]] = {waiting, gone}
    await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    if not waiting.done():
        waiting.cancel()
        raise Left
    return waiting.result()
