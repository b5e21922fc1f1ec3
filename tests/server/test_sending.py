"""What all replies have: their state, how they are packed, and whose pages may read them."""

import pytest

from asgi import Client, served_by
from conftest import TINY
from determinants.ask.asking import Graph
from determinants.ground.problems import EndpointError
from determinants.server.application import ROUTES, STREAMS, Application
from determinants.server.served import Served
from determinants.store.oxigraph import OxigraphEngine

ASK = "/sparql?query=ASK%20%7B%7D"
LASTING = [
    *(path for path in ROUTES if "{" not in path and path != "/health"),
    "/questions/influence-counts",
    "/questions/influence-counts.csv",
    "/cite/influence-counts?influence=culture",
    "/answers/influences",
    "/ontology",
    "/dataset.ttl",
    "/graph-store?default",
    "/sparql",
    ASK,
]


def test_each_route_is_tried_here() -> None:
    assert {path.partition("?")[0] for path in LASTING} >= {
        path for path in (*ROUTES, *STREAMS) if "{" not in path and path != "/health"
    }


@pytest.mark.parametrize("target", LASTING)
def test_what_is_known_already_is_not_sent_again(client: Client, target: str) -> None:
    first = client.get(target)
    assert first.status == 200
    if first.headers["cache-control"] == "max-age=3600":  # which is none of the data's
        return
    for _ in range(2):  # as it is made, and as it was kept
        again = client.get(target, if_none_match=f'"other", {first.headers["etag"]}')
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert client.get(target, if_none_match='W/"other"').body == first.body


@pytest.mark.parametrize("target", [*LASTING, "/health", "/nothing", "/questions/nothing"])
def test_a_head_is_that_of_the_whole(client: Client, target: str) -> None:
    whole, head = client.get(target), client.ask("HEAD", target)
    assert (head.status, head.content) == (whole.status, b"")
    if target != "/health":
        assert head.headers == whole.headers


@pytest.mark.parametrize("target", LASTING)
def test_what_is_packed_is_the_same(client: Client, target: str) -> None:
    plain, packed = client.get(target), client.get(target, accept_encoding="gzip")
    assert plain.body == packed.body
    large = len(plain.body) >= 1_000
    assert packed.headers.get("content-encoding") == ("gzip" if large else None)
    assert int(packed.headers["content-length"]) == len(packed.content)
    assert not large or len(packed.content) < len(plain.content)


def test_another_state_of_the_data_has_another_tag(client: Client, reviews: OxigraphEngine) -> None:
    other = Client(Application(served_by(reviews)))
    for target in ("/questions/influence-counts", "/ontology", ASK):
        assert client.get(target).headers["etag"] != other.get(target).headers["etag"]


@pytest.mark.parametrize("word", ["RAND()", "NOW()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_is_another_each_time_has_no_tag(client: Client, word: str) -> None:
    got = client.get(f"/sparql?query=SELECT%20({word}%20AS%20?x)%20%7B%7D")
    assert got.status == 200
    assert "etag" not in got.headers
    assert got.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("target", [*LASTING, "/health", "/nothing", "/sparql?query=x"])
def test_nothing_is_taken_for_what_it_is_not(client: Client, target: str) -> None:
    got = client.get(target, "text/html, */*;q=0.1")
    assert got.headers["x-content-type-options"] == "nosniff"
    policy = got.headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "script" not in policy
    assert "unsafe" not in policy
    assert {"Accept", "Accept-Encoding"} <= set(got.headers["vary"].split(", "))
    assert "set-cookie" not in got.headers


def test_pages_of_others_read_only_what_they_may(served: Served, client: Client) -> None:
    assert "access-control-allow-origin" not in client.get(ASK, origin="https://a.example").headers
    some = Client(Application(served, cors=["https://a.example"]))
    for target in (ASK, "/questions/influence-counts", "/questions/influence-counts", "/nothing"):
        got = some.get(target, origin="https://a.example")
        assert got.headers["access-control-allow-origin"] == "https://a.example"
        assert "Origin" in got.headers["vary"]
        assert "access-control-allow-origin" not in some.get(target, origin="https://b.example").headers
    preflight = some.ask("OPTIONS", ASK, origin="https://a.example", access_control_request_method="POST")
    assert preflight.status == 200
    everybody = Client(Application(served, cors=["*"]))
    assert everybody.get(ASK, origin="https://b.example").headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example:8000", "", "127.0.0.1.evil.example"]
)
def test_who_asks_for_another_server_is_none_of_ours(served: Served, host: str) -> None:
    """A page elsewhere may give its own name this machine's address."""
    got = Client(Application(served), host).get(ASK)
    assert got.status == 421
    assert "this server is not called" in got.text


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_this_machine_has_several_names(served: Served, host: str) -> None:
    assert Client(Application(served), host).get(ASK).status == 200


def test_an_error_says_what_is_wrong_in_the_form_that_is_accepted(client: Client) -> None:
    for accept, kind in {
        "": "text/plain",
        "*/*": "text/plain",
        "text/csv": "text/plain",
        "application/json": "application/problem+json",
        "text/html": "text/html",
    }.items():
        got = client.get("/questions/influence-count", accept)
        assert (got.status, got.kind) == (404, kind)
        assert "Did you mean influence-counts" in got.text
        assert got.headers["cache-control"] == "no-store"


def test_a_fault_of_ours_is_not_shown(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Graph, "ask", lambda *_, **__: {}["/home/secret"])
    got = Client(Application(served)).get("/questions/review-list.md")
    assert (got.status, "secret" in got.text) == (500, False)
    assert "secret" in capsys.readouterr().err  # whoever runs the server has to know


def test_an_endpoint_that_has_gone_is_said_to_have(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def see(_: Served) -> None:
        raise EndpointError("http://far.example/", "cannot be reached.")

    monkeypatch.setattr(Served, "old", property(lambda _: True))
    monkeypatch.setattr(Served, "see", see)
    got = Client(Application(served)).get("/health")
    assert (got.status, got.text) == (502, "http://far.example/: cannot be reached.\n")


def test_the_log_has_a_line_for_each_request(served: Served) -> None:
    lines: list[str] = []
    some = Client(Application(served, write=lines.append))
    some.get("/health?x=%0d%0aSet-Cookie:%201%1b[31m")
    some.get("/nothing")
    some.get("/questions/influence-counts")
    assert [line.split('"')[2].split()[0] for line in lines] == ["200", "404", "200"]
    assert all(line.isprintable() and line.startswith("127.0.0.1 - - [") for line in lines)


def test_the_tiny_world_is_served(client: Client) -> None:
    assert TINY.name in client.get("/questions/review-list").text
