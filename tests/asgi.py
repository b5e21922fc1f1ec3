"""A server in this process, and a client of it: what it sends, message by message."""

import asyncio
import gzip
import json
import threading
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote, urlencode

from starlette.types import ASGIApp

from determinants.server.served import LIMITS, Served
from determinants.server.workers import Workers
from determinants.store.engine import Engine
from determinants.store.limits import Limits

T = TypeVar("T")
SECONDS = 60


def served_by(engine: Engine, limits: Limits = LIMITS, workers: int = 2) -> Served:
    """What serves an engine in this process, with workers that are none that could be killed."""
    return Served(engine, Workers([engine] * workers), limits, "a world of tests", far=False)


@dataclass(frozen=True)
class Got:
    """What came back. `whole` is False where the body was broken off."""

    status: int
    headers: dict[str, str]
    content: bytes
    whole: bool

    @property
    def body(self) -> bytes:
        """The body, unpacked."""
        return (
            gzip.decompress(self.content) if self.headers.get("content-encoding") == "gzip" else self.content
        )

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def kind(self) -> str:
        """The media type."""
        return self.headers["content-type"].partition(";")[0]


class Client:
    """Asks an application, in a loop of its own that goes on in a thread beside."""

    def __init__(self, application: ASGIApp, host: str = "localhost") -> None:
        """Ask this application as this host."""
        self.application, self._host = application, host
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    def get(self, target: str, accept: str = "", **headers: str) -> Got:
        """Ask for an address."""
        return self.ask("GET", target, accept=accept, **headers)

    def post(
        self, target: str, body: str | bytes | Mapping[str, Any] = b"", kind: str = "", **headers: str
    ) -> Got:
        """Send a body: a text, or the fields of a form."""
        if isinstance(body, Mapping):
            body, kind = urlencode(body, doseq=True), kind or "application/x-www-form-urlencoded"
        content = body.encode() if isinstance(body, str) else body
        return self.ask("POST", target, content, **({"content_type": kind} if kind else {}), **headers)

    def ask(self, method: str, target: str, body: bytes = b"", **headers: str) -> Got:
        """Send a request and wait for all that comes."""
        return self.wait(self.asking(method, target, body, **headers))

    def wait(self, coming: Coroutine[Any, Any, T]) -> T:
        """Wait for something in the loop."""
        return asyncio.run_coroutine_threadsafe(coming, self._loop).result(SECONDS)

    async def asking(
        self, method: str, target: str, body: bytes = b"", leave_after: float | None = None, **headers: str
    ) -> Got:
        """Send a request; `leave_after` so many seconds, whoever asked has gone."""
        path, _, query = target.partition("?")
        said = {"host": self._host} | {
            name.replace("_", "-"): value for name, value in headers.items() if value
        }
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in said.items()],
            "client": ("127.0.0.1", 1),
            "server": ("localhost", 80),
        }
        messages: list[Any] = []
        given = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> Any:
            if (first := next(given, None)) is not None:
                return first
            await asyncio.sleep(SECONDS if leave_after is None else leave_after)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            messages.append(message)

        await self.application(scope, receive, send)
        if not messages:
            return Got(0, {}, b"", whole=False)
        start, *rest = messages
        names = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
        content = b"".join(message.get("body", b"") for message in rest)
        whole = bool(rest) and not rest[-1].get("more_body", False)
        return Got(start["status"], names, content, whole)
