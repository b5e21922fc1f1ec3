"""What comes from an endpoint, received in a thread, and how long is waited for it.

A thread waits for the network, so that whoever asks can stop waiting, whatever the server does: it may be
slow with a name, with one line of its head, or with each byte of what it says.
"""

import queue
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from determinants.store.limits import Limits

if TYPE_CHECKING:
    import ssl

    import httpx

WAITING = 4  # pieces of an answer that came and were not read yet


class Patience:
    """How long may still be waited for an answer. Only what is spent waiting counts."""

    def __init__(self, limits: Limits) -> None:
        """Begin with all that `limits` give."""
        self._limits, self._left = limits, limits.seconds

    def wait(self, coming: "queue.Queue[Any]") -> Any:
        """Give what comes next.

        Raises:
            LimitReached: if it takes longer than is left.

        """
        begun = time.monotonic()
        try:
            return coming.get(timeout=self._left)
        except queue.Empty:
            raise self._limits.late() from None
        finally:
            if self._left is not None:
                self._left = max(0.0, self._left - (time.monotonic() - begun))


class Allowance:
    """What one answer may still take, however many requests it takes: time, and room for what is held."""

    def __init__(self, limits: Limits, *, whole: bool, patience: Patience | None = None) -> None:
        """Begin with what `limits` give, or with what time is left.

        What is held is all of the answer, if it is held `whole`, else what came since a row was handed on.
        """
        self.limits, self._whole, self._room = limits, whole, limits.held
        self.patience = patience or Patience(limits)

    def hold(self, size: int) -> None:
        """Take room for so many bytes more.

        Raises:
            LimitReached: if there is none left.

        """
        if self._room is not None:
            self._room -= size
            if self._room < 0:
                raise self.limits.too_long()

    def hand_on(self, size: int) -> None:
        """Hand a row on, which takes so many bytes beside those that it came in, where it is held."""
        if self._whole:
            self.hold(size)
        else:
            self._room = self.limits.held

    def aside(self) -> "Allowance":
        """Give an allowance of the same time for what is read beside it, and not held."""
        return Allowance(self.limits, whole=False, patience=self.patience)


@dataclass(frozen=True)
class Head:
    """What comes before an answer: its status and its headers, by names in lower case."""

    status: int
    headers: dict[str, str]


@dataclass(frozen=True)
class Request:
    """What is sent."""

    method: str
    url: str
    content: bytes
    headers: dict[str, str]
    auth: "httpx.Auth | None"
    seconds: float | None


class Reception:
    """Sends a request and receives what comes: a head, pieces of what is said, and last an empty one."""

    def __init__(self, request: Request) -> None:
        """Begin."""
        self.coming: queue.Queue[Head | bytes | BaseException] = queue.Queue(WAITING)
        self._left = threading.Event()
        self._socket: Any = None
        threading.Thread(target=self._receive, args=(request,), name="reception", daemon=True).start()

    def leave(self) -> None:
        """Receive no more. Closing the socket ends the thread that waits for it."""
        self._left.set()
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(2)

    def _receive(self, request: Request) -> None:
        import httpx

        try:
            with (
                httpx.Client(
                    timeout=request.seconds, trust_env=False, auth=request.auth, verify=_trusted()
                ) as web,
                web.stream(
                    request.method,
                    request.url,
                    content=request.content,
                    headers=request.headers,
                    extensions={"trace": self._connected},
                ) as response,
            ):
                self._hand_on(Head(response.status_code, {k.lower(): v for k, v in response.headers.items()}))
                for piece in response.iter_raw():
                    if piece:
                        self._hand_on(piece)
            self._hand_on(b"")
        except BaseException as error:
            self._hand_on(error)

    def _connected(self, event: str, told: dict[str, Any]) -> None:
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self._socket = told["return_value"].get_extra_info("socket")
            if self._left.is_set():
                self.leave()

    def _hand_on(self, came: Head | bytes | BaseException) -> None:
        while not self._left.is_set():
            with suppress(queue.Full):
                self.coming.put(came, timeout=0.1)
                return
        if not isinstance(came, BaseException):
            raise InterruptedError


@cache
def _trusted() -> "ssl.SSLContext":
    """Give the authorities that are trusted, which takes a while to read."""
    import httpx

    return httpx.create_ssl_context()
