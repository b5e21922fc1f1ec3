"""Endpoints that misbehave get one clear error, are not waited for for ever, and do not fill memory."""

import gzip
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote_plus

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions

from determinants.ground.problems import EndpointError, LimitReached, QueryRefused, UsageError
from determinants.ground.vocab import BASE
from determinants.store import filling
from determinants.store.engine import ask
from determinants.store.limits import Limits
from determinants.store.remote import EndpointEngine
from determinants.store.solutions import Rows, Stream, Triples
from endpoints import EMPTY, JSON, YES, Capped, Handler, Reply, endpoint, listening, rows, send
from servers import free_port, oxigraph

# A server that is told to hang up leaves its socket to the garbage collector, whenever that comes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SELECT = "SELECT ?a WHERE { ?a ?b ?c }"
ASK = "ASK { ?a ?b ?c }"
CONSTRUCT = "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }"
FIVE = Limits(seconds=5)
STEERING = "\x1b[31m\x07\x9b2J\u202e"


def says(
    status: int, body: str | bytes, kind: str = JSON, length: int | None = None, **headers: str
) -> Reply:
    """A reply that is the same whatever is asked."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda to, _: send(to, status, body, kind, length=length, headers=named)


def table(*columns: str) -> str:
    return json.dumps({"head": {"vars": columns}, "results": {"bindings": []}})


def cell(**said: object) -> str:
    return json.dumps({"head": {"vars": ["a"]}, "results": {"bindings": [{"a": said}]}})


MISBEHAVIOUR: dict[str, tuple[str, Reply, type[Exception], str]] = {
    "cannot read the query": (
        SELECT,
        says(400, "syntax error at 'SELEKT'\nand more", "text/plain"),
        QueryRefused,
        r"syntax error at 'SELEKT'$",
    ),
    "wants credentials": (SELECT, says(401, ""), EndpointError, "DETERMINANTS_USER"),
    "breaks down": (SELECT, says(500, "out of memory", "text/plain"), EndpointError, "500: out of memory"),
    "answers with a page": (SELECT, says(200, "<p>Welcome", "text/html"), EndpointError, "gave text/html"),
    "answers without a type": (SELECT, says(200, EMPTY, ""), EndpointError, "something without a type"),
    "breaks off": (SELECT, says(200, rows(3)[:-9]), EndpointError, "break off"),
    "hangs up": (SELECT, says(200, rows(3), length=9999), EndpointError, "broke off its answer"),
    "is not SPARQL JSON": (SELECT, says(200, "[1, 2]"), EndpointError, "not SPARQL JSON"),
    "leaves rows out": (SELECT, says(200, rows(500)), EndpointError, "left rows out"),
    "leaves a few rows out": (SELECT, says(200, rows(7)), EndpointError, "left rows out"),
    "sends elsewhere": (
        SELECT,
        says(302, "", Location="http://169.254.169.254/latest"),
        EndpointError,
        r"answers 302 and sends on to http://169\.254\.169\.254/latest\..*give that address",
    ),
    "sends elsewhere with a password": (
        SELECT,
        says(307, "", Location="//me:secret@example.org/"),
        EndpointError,
        r"sends on to //example\.org/\.",
    ),
    "sends nowhere": (SELECT, says(302, ""), EndpointError, r"answers 302\. Nothing"),
    "is busy": (
        SELECT,
        says(503, "busy", "text/plain", Retry_After="120"),
        EndpointError,
        r"503: busy\. It wants to be asked again in 120 s",
    ),
    "is busy until a date": (
        SELECT,
        says(429, "slow down", "text/plain", Retry_After="Wed, 21 Oct 2026 07:28:00 GMT"),
        EndpointError,
        r"429: slow down\. It wants to be asked again after Wed, 21 Oct 2026 07:28:00 GMT",
    ),
    "gives a part": (SELECT, says(206, rows(3)), EndpointError, "a part of the answer only"),
    "gives a part and says so in a header": (
        SELECT,
        says(200, rows(3), X_SQL_State="S1TAT", X_SQL_Message="RC...: Returning incomplete results"),
        EndpointError,
        "a part of the answer only .*incomplete results",
    ),
    "gives another column": (
        SELECT,
        says(200, table("b")),
        EndpointError,
        "the column b .* has the column a",
    ),
    "gives too many columns": (SELECT, says(200, table("a", "b")), EndpointError, "the columns a, b"),
    "gives no columns": (SELECT, says(200, table()), EndpointError, "no columns"),
    "gives a column twice": (SELECT, says(200, table("a", "a")), EndpointError, "declared twice"),
    "gives columns that are not in the query": (
        "SELECT * { ?a ?b ?c }",
        says(200, table("a", "z")),
        EndpointError,
        "the columns a, z",
    ),
    "gives a verdict for a table": (
        SELECT,
        says(200, YES),
        EndpointError,
        "yes or no to a question that has",
    ),
    "gives a table for a verdict": (ASK, says(200, rows(1)), EndpointError, "the column a .*has a yes or no"),
    "gives a table for triples": (CONSTRUCT, says(200, rows(1)), EndpointError, "gave application/sparql"),
    "gives triples for a table": (SELECT, says(200, "", "application/n-triples"), EndpointError, "gave app"),
    "gives triples that break off": (
        CONSTRUCT,
        says(200, "<http://x/a> <http://x/b> <http", "application/n-triples"),
        EndpointError,
        "triples that break off",
    ),
    "gives a term of an unknown kind": (SELECT, says(200, cell(type="x", value="1")), EndpointError, "'x'"),
    "gives a number for a text": (
        SELECT,
        says(200, cell(type="literal", value=1)),
        EndpointError,
        "must be a string",
    ),
    "gives an IRI that is none": (
        SELECT,
        says(200, cell(type="uri", value="http://x/ \x1b[31m")),
        EndpointError,
        "Invalid uri",
    ),
    "packs in an unknown way": (
        SELECT,
        says(200, rows(1), Content_Encoding="br"),
        EndpointError,
        "packed its answer as br",
    ),
    "says that it packed": (
        SELECT,
        says(200, rows(1), Content_Encoding="gzip"),
        EndpointError,
        "cannot be unpacked",
    ),
    "packs in part": (
        SELECT,
        says(200, gzip.compress(rows(100).encode())[:-40], Content_Encoding="gzip"),
        EndpointError,
        "broke off",
    ),
    "steers the terminal": (
        SELECT,
        says(500, f"no{STEERING}such\tgraph".encode(), "text/plain"),
        EndpointError,
        "500: no.*such graph",
    ),
    "steers the terminal about the query": (
        SELECT,
        says(400, f"{STEERING}where?".encode(), "text/plain"),
        QueryRefused,
        r"where\?",
    ),
    "steers the terminal by a type": (SELECT, says(200, "", "\x1b[31mtext"), EndpointError, "gave .*text"),
    "steers the terminal by a column": (
        SELECT,
        says(200, table(STEERING)),
        EndpointError,
        "Invalid variable",
    ),
    "steers the terminal by an entity": (
        SELECT,
        says(200, f"&{STEERING};", "application/sparql-results+xml"),
        EndpointError,
        "not SPARQL XML",
    ),
    "steers the terminal by where it sends": (
        SELECT,
        says(302, "", Location="http://x/\x1b[31m"),
        EndpointError,
        "location header",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("query", "reply", "error", "said"), MISBEHAVIOUR.values(), ids=MISBEHAVIOUR)
def test_an_endpoint_that_misbehaves_gets_one_clear_error(
    query: str, reply: Reply, error: type[Exception], said: str
) -> None:
    with endpoint(reply) as url:
        engine = EndpointEngine(url, FIVE)
        with pytest.raises(error, match=said) as raised:
            engine.query(query)
        assert str(raised.value).startswith(url)
        assert str(raised.value).isprintable(), "nothing in it steers a terminal"
        assert not _kept(raised.tb), "whoever keeps the error may drop it in any thread"
        with pytest.raises(error, match=said):
            engine.stream(query).whole()


def _kept(passed: TracebackType | None) -> list[object]:
    """What the library lets nobody drop but the thread that asked for it, as far as a traceback keeps it."""
    kept: list[object] = []
    while passed:
        for held in passed.tb_frame.f_locals.values():
            within = vars(held).values() if hasattr(held, "__dict__") else ()
            kept += [one for one in (held, *within) if isinstance(one, QuerySolutions)]
        passed = passed.tb_next
    return kept


def test_columns_come_in_the_order_asked_for() -> None:
    body = {
        "head": {"vars": ["b", "a"]},
        "results": {"bindings": [{"a": {"type": "literal", "value": "1"}}]},
    }
    with endpoint(says(200, json.dumps(body))) as url:
        answer = EndpointEngine(url).query("SELECT ?a ?b { ?a ?b ?c } LIMIT 1")
    assert isinstance(answer, Rows)
    assert answer.columns == ("a", "b")
    assert [[cell and cell.value for cell in row] for row in answer.rows] == [["1", None]]


@pytest.mark.parametrize(
    ("listed", "said"),
    [(rows(2), "the column a"), (rows(2, "graph"), "is no graph"), (YES, "yes or no")],
)
def test_its_own_graphs_are_read_as_carefully(listed: str, said: str) -> None:
    class Answering(Handler):
        def do_POST(self) -> None:  # noqa: N802
            query = unquote_plus(self.rfile.read(int(self.headers["Content-Length"])).decode())
            if "OFFSET" in query:
                send(self, 200, rows(0, "graph"))
            else:
                send(self, 200, listed if "GRAPH" in query else YES.replace("true", "false"))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with listening(Answering) as url, pytest.raises(EndpointError, match=said):
        EndpointEngine(url)


# ---- Time


@contextmanager
def dripping(said: bytes) -> Iterator[str]:
    """A server that says something, and then a letter every tenth of a second, without end."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection = server.accept()[0]
                    threading.Thread(target=drip, args=(connection,), daemon=True).start()

        def drip(connection: socket.socket) -> None:
            with suppress(OSError), connection:
                connection.recv(65536)
                connection.sendall(said)
                while True:
                    connection.sendall(b"a")
                    time.sleep(0.1)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


DRIPS = {
    "its answer": b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"head": {"vars": ["',
    "a packed answer": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n"
    + b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03",  # and now the name of the file that was packed
    "its head": b"HTTP/1.1 200 OK\r\nX-Long: ",
    "what is wrong": b"HTTP/1.1 500 No\r\nContent-Type: text/plain\r\n\r\n",
    "what is wrong with the query": b"HTTP/1.1 400 No\r\nContent-Type: text/plain\r\n\r\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("said", DRIPS.values(), ids=DRIPS)
def test_an_answer_that_drips_is_not_waited_for(said: bytes) -> None:
    with dripping(said) as url:
        begun = time.monotonic()
        with pytest.raises(LimitReached, match=r"no whole answer within 0\.5 s.*--timeout"):
            EndpointEngine(url, Limits(seconds=0.5))
        assert time.monotonic() - begun < 2
        for _ in range(30):  # and nothing waits for it behind our back
            if not receiving():
                break
            time.sleep(0.1)
        assert not receiving()


def receiving() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "reception"]


def test_an_endpoint_that_is_slow_is_not_waited_for() -> None:
    wait = threading.Event()
    with endpoint(lambda to, _: (wait.wait(20), send(to, 200, EMPTY))[1]) as url:
        engine = EndpointEngine(url, Limits(seconds=0.3))
        with pytest.raises(LimitReached, match=r"no whole answer within 0\.3 s"):
            engine.query(SELECT)
        wait.set()


@pytest.mark.slow
def test_the_time_is_that_of_all_pages_together() -> None:
    server = Capped(10)

    def reply(to: Handler, query: str) -> None:
        time.sleep(0.1)
        server(to, query)

    with endpoint(reply) as url:
        engine = EndpointEngine(url, Limits(seconds=1.5))
        begun = time.monotonic()
        with pytest.raises(LimitReached):
            engine.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o")
        assert time.monotonic() - begun < 4


# ---- Size


def bomb(kind: str) -> bytes:
    """One and a half gigabytes of an answer, packed into a few megabytes."""
    begin, more = {
        "of rows": (b'{"head":{"vars":["a"]},"results":{"bindings":[{}', b",{}" * (1 << 18)),
        "of a text": (b'{"head":{"vars":["a', b"a" * (1 << 20)),
        "of white space": (b"", b" " * (1 << 20)),
    }[kind]
    packed = gzip.compress(more, 9)
    return gzip.compress(begin) + packed * (1500 * (1 << 20) // len(more))


PEAK = """
import resource, sys
from determinants.ground.problems import DeterminantsError
from determinants.store.limits import MIB, Limits
from determinants.store.remote import EndpointEngine
engine = EndpointEngine(sys.argv[1], Limits(held=16 * MIB))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    answer = engine.query("SELECT ?a { ?a ?b ?c }") if sys.argv[2] == "whole" else list(
        engine.stream("SELECT ?a { ?a ?b ?c }"))
except DeterminantsError as error:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, error)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("of rows", "whole"),  # as they come, they are not held, and may be any number
        ("of a text", "whole"),
        ("of a text", "as it comes"),
        ("of white space", "whole"),
        ("of white space", "as it comes"),
    ],
)
def test_a_packed_bomb_is_refused_at_the_limit(kind: str, how: str) -> None:
    with endpoint(says(200, bomb(kind), Content_Encoding="gzip")) as url:
        done = subprocess.run(
            [sys.executable, "-c", PEAK, url, how], capture_output=True, text=True, check=True, timeout=60
        )
    peak, _, said = done.stdout.partition(" ")
    assert re.search("longer than 16 MiB|buffer maximal size", said)
    assert int(peak) < 100, "MiB more than before"


# ---- Any endpoint that there is


def test_a_packed_answer_is_read() -> None:
    packed = gzip.compress(rows(3).encode()[:50]) + gzip.compress(rows(3).encode()[50:])
    with endpoint(says(200, packed, Content_Encoding="gzip")) as url:
        assert len(ask(EndpointEngine(url), f"{SELECT} LIMIT 3")) == 3


XML = """<?xml version="1.0"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head>
<results><result><binding name="a"><literal>0</literal></binding></result></results></sparql>"""


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (rows(1), "application/sparql-results+json; charset=utf-8"),
        (rows(1), "application/json"),
        (rows(1), "Application/SPARQL-Results+JSON;charset=UTF-8"),
        (XML, "application/sparql-results+xml"),
        (XML, "application/xml;charset=UTF-8"),
    ],
)
def test_results_are_read_in_each_form_that_servers_give(body: str, kind: str) -> None:
    with endpoint(says(200, body, kind)) as url:
        answer = ask(EndpointEngine(url), f"{SELECT} LIMIT 1")
    assert [row[0].value for row in answer.rows if row[0]] == ["0"]


@pytest.mark.parametrize("kind", ["application/n-triples", "text/plain", "text/turtle;charset=utf-8"])
def test_triples_are_read_in_each_form_that_servers_give(kind: str) -> None:
    server = Capped(5000)

    def reply(to: Handler, query: str) -> None:
        if "CONSTRUCT" in query:
            send(to, 200, "<http://x/a> <http://x/b> <http://x/c> .", kind)
        else:
            server(to, query)

    with endpoint(reply) as url:
        answer = EndpointEngine(url).query(CONSTRUCT)
    assert isinstance(answer, Triples)
    assert len(answer.triples) == 1


def test_a_server_that_only_takes_get_is_asked_by_get() -> None:
    with endpoint(Capped(100), only_get=True) as url:
        engine = EndpointEngine(f"{url}sparql?repository=x")
        assert len(ask(engine, "SELECT ?o { ?s ?p ?o } ORDER BY ?o LIMIT 300")) == 300
        with pytest.raises(EndpointError, match="too long for GET"):
            engine.query(f"{SELECT} # {'x' * 10_000}")


def test_an_answer_that_is_left_is_left() -> None:
    with endpoint(Capped(5000)) as url:
        streams = [EndpointEngine(url).stream("SELECT ?s ?o { ?s ?p ?o }") for _ in range(3)]
        for stream in streams:
            assert isinstance(stream, Stream)
            next(iter(stream))
        del stream, streams


# ---- Addresses

ADDRESSES: dict[str, str] = {
    "": "is empty",
    "  ": "is empty",
    "localhost:7878": "must start with http",
    "ftp://localhost/": "must start with http",
    "file:///etc/passwd": "must start with http",
    "http://": "cannot be the address",
    "http:///path": "cannot be the address",
    "http://host:port/": "cannot be the address",
    "http://host:99999/": "cannot be the address",
    "http://[::1/": "cannot be the address",
    "http://ho st/": "cannot be the address",
    "http://host/\x1b[31m": "cannot be the address",
    "http://me:secret@host/": "DETERMINANTS_PASSWORD",
    "http://secret@host/": "DETERMINANTS_PASSWORD",
    "me:secret@host": "must start with http",
    "ftp://me:secret@host/": "must start with http",
    "http://me:sec/ret@secret/": "DETERMINANTS_PASSWORD",
}


@pytest.mark.parametrize(("address", "said"), ADDRESSES.items())
@pytest.mark.parametrize("way", ["asked", "filled"])
def test_an_address_that_is_none(way: str, address: str, said: str) -> None:
    read: dict[str, Callable[[], object]] = {
        "asked": lambda: EndpointEngine(address),
        "filled": lambda: filling.into_endpoint(address, [], lambda *_: None),
    }
    with pytest.raises(UsageError, match=said) as raised:
        read[way]()
    assert "secret" not in str(raised.value)
    assert str(raised.value).isprintable()


def test_nobody_listens() -> None:
    with pytest.raises(EndpointError, match="cannot be reached"):
        EndpointEngine(f"http://127.0.0.1:{free_port()}/")


def test_a_name_that_is_none() -> None:
    with pytest.raises(EndpointError, match="cannot be reached"):
        EndpointEngine(f"http://{'a' * 70}.invalid/")


@pytest.mark.server("oxigraph")
def test_an_empty_endpoint_says_how_to_fill_it(tmp_path: Path) -> None:
    with oxigraph(tmp_path) as server, pytest.raises(EndpointError, match="determinants load"):
        EndpointEngine(server.query)


def test_a_query_may_name_graphs_that_the_endpoint_has() -> None:
    server = Capped(10_000)
    one = NamedNode(f"{BASE}graph/one")
    server.store.add(Quad(one, one, one, one))
    with endpoint(server) as url:
        engine = EndpointEngine(url)
        answer = engine.query(f"SELECT ?a FROM <{one.value}> {{ ?a ?b ?c }}")
        assert isinstance(answer, Rows)
        assert answer.rows == ((one,),)
        with pytest.raises(QueryRefused, match="not loaded"):
            engine.query("SELECT ?a FROM <http://example.org/elsewhere> { ?a ?b ?c }")
        assert not any("elsewhere" in query for query in server.asked)
