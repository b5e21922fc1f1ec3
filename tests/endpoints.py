"""Endpoints that answer as a test says: real servers, on a port of this machine."""

import http.server
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
)
from pyoxigraph import serialize as serialized

Handler = http.server.BaseHTTPRequestHandler
Reply = Callable[[Handler, str], None]

JSON = "application/sparql-results+json"
YES = json.dumps({"head": {}, "boolean": True})
EMPTY = json.dumps({"head": {"vars": ["a"]}, "results": {"bindings": []}})


class Waiting(http.server.ThreadingHTTPServer):
    """A server that is done when its last answer is, so that no connection outlives a test."""

    daemon_threads = False


@contextmanager
def endpoint(reply: Reply, *, only_get: bool = False) -> Iterator[str]:
    """An endpoint that answers as `reply` says, except that our data are in it."""

    class Answering(Handler):
        def do_POST(self) -> None:  # noqa: N802
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if only_get:
                send(self, 405, "no", "text/plain")
            else:
                self.answer(body)

        def do_GET(self) -> None:  # noqa: N802
            self.answer(self.path.partition("?")[2])

        def answer(self, form: str) -> None:
            query = dict(parse_qsl(form))["query"]
            # Whoever has seen enough hangs up.
            with suppress(ConnectionError):
                if "ontology#state" in query and "ASK" in query:
                    send(self, 200, YES)
                else:
                    reply(self, query)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with listening(Answering) as url:
        yield url


@contextmanager
def listening(handler: type[Handler]) -> Iterator[str]:
    """A server whose requests are handled so."""
    with Waiting(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def send(
    to: Handler,
    status: int,
    body: str | bytes,
    kind: str = JSON,
    *,
    length: int | None = None,
    headers: dict[str, str] | None = None,
) -> None:
    """Answer with a status, a body and its type."""
    content = body if isinstance(body, bytes) else body.encode()
    to.send_response(status)
    to.send_header("Content-Type", kind)
    to.send_header("Content-Length", str(len(content) if length is None else length))
    for name, value in (headers or {}).items():
        to.send_header(name, value)
    to.end_headers()
    to.wfile.write(content)


def rows(count: int, column: str = "a") -> str:
    """So many rows with a number each."""
    bindings = [{column: {"type": "literal", "value": str(number)}} for number in range(count)]
    return json.dumps({"head": {"vars": [column]}, "results": {"bindings": bindings}})


NUMBERS = 1234


@dataclass
class Capped:
    """A server with numbers in it that gives no more than so many rows of an answer, or triples of it."""

    cap: int
    headers: dict[str, str] = field(default_factory=dict)
    no_offset: bool = False  # it passes OFFSET over
    no_order: bool = False  # it gives its rows in another order each time
    no_probe: bool = False  # it does not know VALUES
    sorts: int | None = None  # it sorts no more than so many rows, except within a query
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Fill it."""
        self.store = Store()
        for number in range(NUMBERS):
            node = NamedNode(f"http://x/{number}")
            self.store.add(Quad(node, NamedNode("http://x/p"), Literal(f"{number:05}")))

    def __call__(self, to: Handler, query: str) -> None:
        """Answer a query."""
        self.asked.append(query)
        if self.no_probe and "VALUES ?row" in query:
            return send(to, 400, "what is VALUES?", "text/plain")
        if self.no_offset:
            query = re.sub(r"OFFSET \d+", "", query)
        top = re.search(r"ORDER BY[^{}]*OFFSET (\d+) LIMIT (\d+)[^{}]*$", query)
        if self.sorts and top and int(top[1]) + int(top[2]) > self.sorts:
            return send(to, 500, "SR353: too many to sort", "text/plain")
        kind, body, whole = self._answer(query)
        return send(to, 200, body, kind, headers={} if whole else self.headers)

    def _answer(self, query: str) -> tuple[str, str | bytes, bool]:
        """Give the type and the text of an answer, and whether it is whole.

        What the library gives is let go of in the thread that asked for it, whoever hangs up on what is sent.
        """
        answer = self.store.query(query)
        if isinstance(answer, QueryBoolean):
            return JSON, YES, True
        if isinstance(answer, QueryTriples):
            some = list(answer)[: self.cap]
            return "application/n-triples", serialized(some, format=RdfFormat.N_TRIPLES) or b"", True
        told = json.loads(answer.serialize(format=QueryResultsFormat.JSON) or b"")
        found = told["results"]["bindings"]
        if self.no_order:
            found = found[::-1] if len(self.asked) % 2 else found
        told["results"]["bindings"] = found[: self.cap]
        return JSON, json.dumps(told), len(found) < self.cap
