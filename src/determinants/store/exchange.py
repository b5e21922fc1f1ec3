"""One request to an endpoint, and its answer as it comes: within its time, unpacked, and never too long."""

import io
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from determinants.ground.problems import EndpointError
from determinants.ground.words import legible
from determinants.store import addresses, credentials
from determinants.store.reception import Allowance, Head, Reception, Request

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Buffer

AT_ONCE = 1 << 16
ANY = 47  # what zlib calls gzip and deflate, whichever it is


class Reply(io.RawIOBase):
    """The answer to one request: its head, and its bytes, unpacked, as they come."""

    def __init__(
        self,
        method: str,
        url: str,
        allowance: Allowance,
        *,
        parameters: Sequence[tuple[str, str]] = (),
        content: bytes = b"",
        headers: dict[str, str] | None = None,
        auth: "httpx.Auth | None" = None,
    ) -> None:
        """Send the request, and wait for the head. `parameters` are added to those of the address.

        Raises:
            EndpointError: if nobody answers.
            LimitReached: if it takes too long.

        """
        super().__init__()
        if parameters:
            url = f"{url}{'&' if '?' in url else '?'}{urlencode(parameters)}"
        self.url, self.allowance = url, allowance
        sent = {"Accept-Encoding": "gzip", **(headers or {})}
        self._reception = Reception(Request(method, url, content, sent, auth, allowance.limits.seconds))
        self._rest = memoryview(b"")
        self.head = cast("Head", self._next("cannot be reached"))
        self._pieces = self._unpacked(self.head.headers.get("content-encoding", "").strip().lower())

    # ---- The side of whoever asks

    def _next(self, failing: str) -> "Head | bytes":
        import httpx

        try:
            came = self.allowance.patience.wait(self._reception.coming)
        except BaseException:
            self.close()
            raise
        if isinstance(came, httpx.TimeoutException):
            raise self.allowance.limits.late()
        if isinstance(came, Exception):
            told = legible(str(came)) or type(came).__name__
            raise EndpointError(self.shown, f"{failing} ({told}).")
        if isinstance(came, BaseException):
            raise came
        return cast("Head | bytes", came)

    def _received(self) -> Iterator[bytes]:
        while piece := self._next("broke off its answer"):
            yield cast("bytes", piece)

    def _unpacked(self, packed: str) -> Iterator[bytes]:
        """Yield the bytes of the answer, never more than a little at once, however much they were packed."""
        if packed in {"", "identity"}:
            yield from self._received()
            return
        if packed not in {"gzip", "x-gzip", "deflate"}:
            raise EndpointError(
                self.shown, f"packed its answer as {legible(packed, 40)}: asked was for gzip."
            )
        unpacking, begun = zlib.decompressobj(ANY), False
        for came in self._received():
            piece, begun = came, True
            while piece or unpacking.eof is False:
                try:
                    out = unpacking.decompress(piece, AT_ONCE)
                except zlib.error as error:
                    raise EndpointError(
                        self.shown, f"gave something that cannot be unpacked ({error})."
                    ) from None
                piece = unpacking.unconsumed_tail
                yield out
                if unpacking.eof and unpacking.unused_data:  # another part may follow
                    piece, unpacking = unpacking.unused_data, zlib.decompressobj(ANY)
                elif not piece and len(out) < AT_ONCE:
                    break
        if begun and not unpacking.eof:
            raise EndpointError(self.shown, "broke off its answer, which was packed.")

    def readable(self) -> bool:
        """Whether it can be read: it can."""
        return True

    def readinto(self, buffer: "Buffer") -> int:
        """Read what there is, or what comes next."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self.allowance.hold(len(piece))
            self._rest = memoryview(piece)
        room = memoryview(buffer)
        given = min(len(room), len(self._rest))
        room[:given] = self._rest[:given]
        self._rest = self._rest[given:]
        return given

    def close(self) -> None:
        """Leave the rest unread, and the connection."""
        self._reception.leave()
        super().close()

    @property
    def shown(self) -> str:
        """The address as it may be shown."""
        return addresses.shown(self.url.partition("?")[0])

    @property
    def kind(self) -> str:
        """The media type that it says it has."""
        return self.head.headers.get("content-type", "").partition(";")[0].strip().lower()

    # ---- What it says where it does not answer

    def refusal(self) -> str:
        """Give in words what it says instead of an answer, or nothing where it answers."""
        status, headers = self.head.status, self.head.headers
        if 200 <= status < 300:
            return ""
        if status in {401, 403}:
            return credentials.wanted(self.url, headers.get("www-authenticate", ""))
        if 300 <= status < 400:
            where = headers.get("location", "")
            to = f" and sends on to {addresses.shown(where)}" if where else ""
            return f"answers {status}{to}. Nothing is sent there unasked: if you trust it, give that address."
        said = f"answers {status}: {self.first_line()}"
        when = _when(headers.get("retry-after", ""))
        return f"{said.rstrip('.')}. It wants to be asked again {when}." if when else said

    def first_line(self) -> str:
        """Give the first line of what it says, to be read."""
        said = b""
        while len(said) < AT_ONCE and (piece := self.read(AT_ONCE)):
            said += piece
        lines = said.decode(errors="replace").strip().splitlines()
        return legible(lines[0]) if lines else "it gives no reason"


def _when(said: str) -> str:
    """Give in words when to ask again, from a number of seconds or a date."""
    said = legible(said, 60)
    if not said:
        return ""
    return f"in {said} s" if said.isdecimal() else f"after {said}"
