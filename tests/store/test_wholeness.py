"""No answer of an endpoint is shortened silently: it is asked for in pages, or it is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from determinants.ground.problems import EndpointError
from determinants.store import paging
from determinants.store.remote import EndpointEngine
from determinants.store.solutions import Rows, Stream, Triples, TripleStream
from endpoints import NUMBERS, Capped, endpoint

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

ALL = "SELECT ?s ?o WHERE { ?s <http://x/p> ?o }"
IN_ORDER = f"{ALL} ORDER BY ?o"

# Queries whose whole answer may be longer than what the server gives, and how many rows they have.
SHORTENED: dict[str, tuple[str, int]] = {
    "without an order": (ALL, NUMBERS),
    "in order": (IN_ORDER, NUMBERS),
    "in falling order": (f"{ALL} ORDER BY DESC(?o)", NUMBERS),
    "in an order that is not total": (f"{ALL} ORDER BY STRLEN(?o)", NUMBERS),
    "with a limit of its own": (f"{IN_ORDER} LIMIT 1000", 1000),
    "with a limit and an offset of its own": (f"{IN_ORDER} LIMIT 1000 OFFSET 100", 1000),
    "with an offset of its own": (f"{ALL} OFFSET 34", NUMBERS - 34),
    "all variables": ("SELECT * { ?s ?p ?o } # and a remark", NUMBERS),
    "with values after it": (f"{ALL} ORDER BY ?s VALUES ?p {{ UNDEF }}", NUMBERS),
    "grouped": ("SELECT ?o (COUNT(?s) AS ?n) { ?s ?p ?o } GROUP BY ?o ORDER BY DESC(?n)", NUMBERS),
    "with prefixes": ("PREFIX x: <http://x/>\nSELECT DISTINCT ?s { ?s x:p ?o } ORDER BY ?s", NUMBERS),
    "with a part that has a limit": ("SELECT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 900 } } ORDER BY ?s", 900),
}
CAPS = {
    "no round number": 777,
    "a round number": 500,
    "of two": 100,
    "far more": 5000,
    "one more": NUMBERS + 1,
}
every_query = pytest.mark.parametrize(("query", "count"), SHORTENED.values(), ids=SHORTENED)


@pytest.mark.slow
@pytest.mark.parametrize("cap", CAPS.values(), ids=CAPS)
@every_query
def test_what_a_server_leaves_out_is_asked_for_in_pages(query: str, count: int, cap: int) -> None:
    with endpoint(Capped(cap)) as url:
        answer = EndpointEngine(url).query(query)
    assert isinstance(answer, Rows)
    assert len(set(answer.rows)) == len(answer) == count
    if "ORDER BY ?o" in query:
        numbers = [str(row[1]) for row in answer.rows]
        assert numbers == sorted(numbers)


@pytest.mark.slow
@pytest.mark.parametrize("cap", CAPS.values(), ids=CAPS)
@every_query
def test_rows_as_they_come_are_all_or_it_is_said_that_they_are_not(query: str, count: int, cap: int) -> None:
    with endpoint(Capped(cap)) as url:
        answer = EndpointEngine(url).stream(query)
        assert isinstance(answer, Stream)
        if "ORDER BY" in query or cap >= count:
            rows = list(answer)
            assert len(set(rows)) == len(rows) == count
        else:
            with pytest.raises(EndpointError, match=rf"left rows out.*stops at {cap}.*ORDER BY"):
                list(answer)


@pytest.mark.slow
@pytest.mark.parametrize("cap", [NUMBERS, 1000, 999, 600])
@pytest.mark.parametrize(
    "server",
    [{"headers": {"X-SPARQL-MaxRows": "{cap}"}}, {"no_probe": True}, {"sorts": 700}],
    ids=["that says its limit", "that cannot be probed", "that sorts few rows"],
)
def test_pages_of_a_server(server: dict, cap: int) -> None:
    headers = {name: said.format(cap=cap) for name, said in server.pop("headers", {}).items()}
    with endpoint(Capped(cap, headers, **server)) as url:
        answer = EndpointEngine(url).query(IN_ORDER)
    assert isinstance(answer, Rows)
    assert [row[1].value for row in answer.rows] == [f"{number:05}" for number in range(NUMBERS)]


@pytest.mark.parametrize(
    ("server", "said"),
    [
        ({"no_offset": True}, "in another order each time"),
        ({"no_order": True}, "in another order each time"),
    ],
)
def test_what_cannot_be_asked_for_in_pages_is_refused(server: dict, said: str) -> None:
    with endpoint(Capped(500, **server)) as url:
        engine = EndpointEngine(url)
        with pytest.raises(EndpointError, match=f"left rows out.*{said}"):
            engine.query(IN_ORDER)
        stream = engine.stream(IN_ORDER)
        assert isinstance(stream, Stream)
        with pytest.raises(EndpointError, match=f"left rows out.*{said}"):
            list(stream)


def test_things_without_an_iri_are_not_asked_for_in_pages() -> None:
    with endpoint(Capped(500)) as url, pytest.raises(EndpointError, match=r"left rows out.*without an IRI"):
        EndpointEngine(url).query("SELECT ?o (BNODE(?o) AS ?b) { ?s ?p ?o }")


def test_a_server_that_gives_one_row_at_a_time_is_refused() -> None:
    with endpoint(Capped(1)) as url, pytest.raises(EndpointError, match="stops at 1"):
        EndpointEngine(url).query(IN_ORDER)


def test_more_rows_than_were_asked_for_are_no_answer() -> None:
    server = Capped(5000)
    said = "gave 1234 rows to a query for no more than 10"
    with (
        endpoint(lambda to, query: server(to, query.replace("LIMIT 10", ""))) as url,
        pytest.raises(EndpointError, match=said),
    ):
        EndpointEngine(url).query(f"{ALL} LIMIT 10")


def test_what_is_known_of_a_server_is_not_asked_again() -> None:
    server = Capped(5000)
    with endpoint(server) as url:
        engine = EndpointEngine(url)
        for _ in range(3):
            engine.query(ALL)
        engine.query(f"{ALL} LIMIT 7")
    assert len(server.asked) == 5, "each query once, and one probe"


TRIPLES: dict[str, str] = {
    "one of each row": "CONSTRUCT { ?s <http://x/p> ?o } WHERE { ?s <http://x/p> ?o }",
    "in short": "CONSTRUCT WHERE { ?s <http://x/p> ?o }",
    "fewer than rows": "CONSTRUCT { <http://x/> <http://x/> ?a } { ?s ?p ?o BIND(SUBSTR(?o, 5) AS ?a) }",
    "described": "DESCRIBE ?s { ?s ?p ?o }",
}


@pytest.mark.slow
@pytest.mark.parametrize("query", TRIPLES.values(), ids=TRIPLES)
def test_triples_are_all_or_it_is_said_that_they_may_not_be(query: str) -> None:
    for cap in (500, 777, 10_000):
        with endpoint(Capped(cap)) as url:
            engine = EndpointEngine(url)
            if cap > NUMBERS:
                whole, stream = engine.query(query), engine.stream(query)
                assert isinstance(whole, Triples)
                assert isinstance(stream, TripleStream)
                assert set(whole.triples) == set(stream)
                assert len(whole.triples) in {10, NUMBERS}
                continue
            with pytest.raises(EndpointError, match="may have left triples out"):
                engine.query(query)
            stream = engine.stream(query)
            assert isinstance(stream, TripleStream)
            with pytest.raises(EndpointError, match="may have left triples out"):
                list(stream)


def test_triples_whose_rows_cannot_be_counted_are_refused() -> None:
    server = Capped(10_000)

    def reply(to, query: str) -> None:
        server(to, "SELECT ?other {}" if "COUNT" in query else query)

    with endpoint(reply) as url, pytest.raises(EndpointError, match="does not say how many rows"):
        EndpointEngine(url).query(TRIPLES["one of each row"])


@pytest.mark.parametrize(
    "end",
    [
        "ORDERBY ?a",
        "ORDER BY ?a LIMIT5",
        "ORDER BY ?a OFFSET1",
        "GROUPBY ?a",
        "VALUES?a{1}",
        "ORDER BYSTR(?a)",
    ],
)
def test_words_that_some_engines_read_apart_are_not_taken_for_a_part_of_the_pattern(end: str) -> None:
    """A query that has them is asked as it stands, and in no pages."""
    found = paging.outline(f"SELECT ?a {{ ?a ?b ?c }} {end}")
    assert found is None or STORE.query(found.page(0, 5)) is not None


@settings(max_examples=60)
@given(st.sampled_from(sorted(SHORTENED)), st.integers(0, 1300), st.integers(2, 1300))
def test_a_page_is_a_part_of_the_answer(name: str, offset: int, size: int) -> None:
    """Of a query in a total order, each page in either form has the rows that stand there in the whole."""
    outline = paging.outline(SHORTENED[name][0])
    assert outline
    columns = [variable.value for variable in STORE.query(outline.text).variables]
    whole = [tuple(row) for row in STORE.query(outline.in_order(columns))]
    expected = whole[offset : offset + size]
    if outline.limit is None or offset < outline.limit:
        assert [tuple(row) for row in STORE.query(outline.page(offset, size, columns))] == expected
    nested = outline.page_of_whole(offset, size, columns, columns)
    assert [tuple(row) for row in STORE.query(nested)] == expected


STORE = Capped(1).store


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5, 100, 101, 1851])
def test_a_probe_has_as_many_rows_as_are_wanted(rows: int) -> None:
    assert len(list(STORE.query(paging.probe(rows)))) == rows
