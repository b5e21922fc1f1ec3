"""The SPARQL 1.1 Protocol, case by case as its specification has them, of a server that only reads.

The W3C's own tests of the protocol are 34: of those that change something, it holds that they are refused and
nothing has changed; of those that name data elsewhere, that nothing is fetched. Three more are of the service
description. What a name of a case has after `test_` is what the W3C calls it.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from asgi import Client, Got
from determinants.ground.vocab import BASE
from determinants.server.describing import CALLED, SD
from endpoints import listening

FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
ASK = "ASK {}"
TINY, REVIEW = f"{BASE}graph/tiny", f"{BASE}graph/ontology"


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A server with a graph, and what was asked of it: nothing may be."""
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with listening(Noting) as url:
        yield url, asked


def refused(got: Got, *statuses: int) -> None:
    """It says why, so that it can be read, and nothing of our insides."""
    assert got.status in statuses
    assert got.whole
    assert got.kind == "text/plain"
    assert 10 < len(got.text.strip()) < 500
    for inside in ("Traceback", ".py", "Error", "Exception"):
        assert inside not in got.text


def says(got: Got, holds: bool = True) -> None:
    assert (got.status, got.kind) == (200, "application/sparql-results+json")
    assert got.json["boolean"] is holds


def size(client: Client) -> str:
    return client.get(f"/sparql?query={quote('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')}").text


# ---- Queries that are none


def test_bad_query_method(client: Client) -> None:
    got = client.ask("PUT", f"/sparql?query={quote(ASK)}")
    refused(got, 405)
    assert got.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "TRACE", "CONNECT", "FOO"])
def test_other_methods_are_none_either(client: Client, method: str) -> None:
    refused(client.ask(method, f"/sparql?query={quote(ASK)}"), 405)


def test_bad_multiple_queries(client: Client) -> None:
    refused(client.get(f"/sparql?query={quote(ASK)}&query={quote('SELECT * {}')}"), 400)
    refused(client.post("/sparql", {"query": [ASK, ASK]}), 400)
    refused(client.post(f"/sparql?query={quote(ASK)}", ASK, QUERY), 400)
    refused(client.post(f"/sparql?query={quote(ASK)}", {"query": ASK}), 400)


def test_bad_query_wrong_media_type(client: Client) -> None:
    refused(client.post("/sparql", ASK, "text/plain"), 415)


def test_bad_query_missing_form_type(client: Client) -> None:
    refused(client.post("/sparql", urlencode({"query": ASK})), 415)


def test_bad_query_missing_direct_type(client: Client) -> None:
    refused(client.post("/sparql", ASK), 415)


def test_bad_query_non_utf8(client: Client) -> None:
    refused(client.post("/sparql", ASK.encode("utf-16"), f"{QUERY}; charset=UTF-16"), 415)
    refused(client.post("/sparql", ASK.encode("utf-16"), QUERY), 400)
    refused(client.post("/sparql", b"query=ASK%20%7B%FF%7D", FORM), 400)
    refused(client.get("/sparql?query=ASK%20%7B%FF%7D"), 400)


def test_bad_query_syntax(client: Client) -> None:
    got = client.get(f"/sparql?query={quote('ASK {')}")
    refused(got, 400)
    assert "line 1" in got.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00ASK {}",
        "ASK {" * 3000,
        "ASK { FILTER" + "(" * 5000 + "1" + ")" * 5000 + "}",
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://169.254.169.254/> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <http://example.org/>",
        "DROP ALL",
        "SELECT (<http://example.org/f>(1) AS ?x) {}",
    ],
)
def test_queries_that_do_harm_are_refused_and_said_why(client: Client, text: str) -> None:
    refused(client.get(f"/sparql?query={quote(text)}"), 400)
    refused(client.post("/sparql", {"query": text}), 400)


def test_what_is_too_long_is_not_read(client: Client) -> None:
    refused(client.post("/sparql", ASK + " " * 70_000, QUERY), 413)
    refused(client.post("/sparql", b"x" * (1 << 21), QUERY), 413)
    refused(client.post("/sparql", {f"x{number}": "" for number in range(2_000)}), 400)


# ---- Updates: refused, and nothing has changed

INSERT = "INSERT DATA { <http://example.org/s> <http://example.org/p> 1 }"


def test_bad_update_get(client: Client) -> None:
    refused(client.get(f"/sparql?update={quote(INSERT)}"), 400)


def test_bad_multiple_updates(client: Client) -> None:
    refused(client.post("/sparql", {"update": ["CLEAR NAMED", "CLEAR DEFAULT"]}), 403)


def test_bad_update_wrong_media_type(client: Client) -> None:
    refused(client.post("/sparql", "CLEAR NAMED", "text/plain"), 415)


def test_bad_update_missing_form_type(client: Client) -> None:
    refused(client.post("/sparql", urlencode({"update": "CLEAR NAMED"})), 415)


def test_bad_update_non_utf8(client: Client) -> None:
    refused(client.post("/sparql", "CLEAR NAMED".encode("utf-16"), f"{UPDATE}; charset=UTF-16"), 403)


def test_bad_update_syntax(client: Client) -> None:
    refused(client.post("/sparql", {"update": "CLEAR XYZ"}), 403)


def test_bad_update_dataset_conflict(client: Client) -> None:
    fields = {"using-graph-uri": "http://example.org/g", "update": "INSERT { ?s ?p ?o } USING <a:b> WHERE {}"}
    refused(client.post("/sparql", fields), 403)


@pytest.mark.parametrize(
    "case",
    {
        "update_dataset_default_graph": ("?using-graph-uri=http%3A%2F%2Fexample.org%2Fg", {}),
        "update_dataset_default_graphs": ("?using-graph-uri=a%3Ab&using-graph-uri=c%3Ad", {}),
        "update_dataset_named_graphs": ("?using-named-graph-uri=a%3Ab&using-named-graph-uri=c%3Ad", {}),
        "update_dataset_full": ("?using-graph-uri=a%3Ab&using-named-graph-uri=c%3Ad", {}),
        "update_post_form": ("", {"update": INSERT}),
        "update_post_direct": ("", {}),
        "update_base_uri": ("", {"update": "CLEAR GRAPH <a:b> ; INSERT DATA { GRAPH <a:b> { <> a <p> } }"}),
        "query and update": ("", {"query": ASK, "update": INSERT}),
    }.items(),
    ids=lambda case: case[0],
)
def test_updates_change_nothing(client: Client, case: tuple[str, tuple[str, dict[str, str]]]) -> None:
    before = size(client)
    where, fields = case[1]
    got = client.post(f"/sparql{where}", fields) if fields else client.post(f"/sparql{where}", INSERT, UPDATE)
    refused(got, 403)
    assert size(client) == before


# ---- Queries


def test_query_get(client: Client) -> None:
    says(client.get(f"/sparql?query={quote(ASK)}"))
    says(client.get(f"/sparql?query={quote('ASK { FILTER(false) }')}"), holds=False)


def test_query_post_form(client: Client) -> None:
    says(client.post("/sparql", {"query": ASK}))
    says(client.post("/sparql", urlencode({"query": ASK}), f"{FORM}; charset=utf-8"))


def test_query_post_direct(client: Client) -> None:
    says(client.post("/sparql", ASK, QUERY))
    says(client.post("/sparql", ASK, f"{QUERY}; charset=UTF-8"))


# The data set: default-graph-uri and named-graph-uri, first of graphs that are here.

ANY = "ASK { ?s ?p ?o }"
ANY_NAMED = "ASK { GRAPH ?g { ?s ?p ?o } }"
NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def graphs(client: Client) -> list[str]:
    found = client.get(f"/sparql?query={quote(NAMES)}").json
    return [row["g"]["value"] for row in found["results"]["bindings"]]


def test_query_dataset_default_graphs(client: Client) -> None:
    one, other, *_ = graphs(client)
    for fields in ({"default-graph-uri": one}, {"default-graph-uri": [one, other]}):
        asked = {"query": ANY, **fields}
        says(client.get(f"/sparql?{urlencode(asked, doseq=True)}"))
        says(client.post("/sparql", asked))
        says(client.post(f"/sparql?{urlencode(fields, doseq=True)}", ANY, QUERY))
        says(client.post("/sparql", asked | {"query": ANY_NAMED}), holds=False)


def test_query_dataset_named_graphs(client: Client) -> None:
    one, other, *_ = graphs(client)
    fields = {"query": NAMES, "named-graph-uri": [one, other]}
    for got in (client.get(f"/sparql?{urlencode(fields, doseq=True)}"), client.post("/sparql", fields)):
        assert [row["g"]["value"] for row in got.json["results"]["bindings"]] == [one, other]
    says(client.post("/sparql", fields | {"query": ANY}), holds=False)


def test_query_dataset_full(client: Client) -> None:
    one, other, *_ = graphs(client)
    asked = {"default-graph-uri": one, "named-graph-uri": other}
    both = f"ASK {{ GRAPH <{other}> {{ ?s ?p ?o }} ?a ?b ?c }}"
    says(client.post("/sparql", asked | {"query": both}))
    says(client.post("/sparql", asked | {"query": both.replace(other, one)}), holds=False)


def test_query_multiple_dataset(client: Client) -> None:
    """What the protocol names counts, and not what the query does."""
    one, other, *_ = graphs(client)
    counts = "SELECT (COUNT(*) AS ?n) FROM <%s> { ?s ?p ?o }"
    whole = client.get(f"/sparql?{urlencode({'query': counts % one})}").text
    asked = {"query": counts % other, "default-graph-uri": one}
    assert client.get(f"/sparql?{urlencode(asked)}").text == whole


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { ?s ?p ?o } FROM <%s> WHERE { ?s ?p ?o }",
        "CONSTRUCT FROM <%s> WHERE { ?s ?p ?o }",
        "DESCRIBE ?s FROM <%s> { ?s ?p ?o }",
        "# FROM <%s>\nCONSTRUCT WHERE { ?s ?p ?o } LIMIT 100000",
    ],
)
def test_a_data_set_holds_for_all_forms(client: Client, text: str) -> None:
    one, other, *_ = graphs(client)
    alone = client.post("/sparql", {"query": f"CONSTRUCT {{ ?s ?p ?o }} FROM <{one}> WHERE {{ ?s ?p ?o }}"})
    got = client.post("/sparql", {"query": text % other, "default-graph-uri": one})
    assert set(parse(got.body, RdfFormat.TURTLE)) == set(parse(alone.body, RdfFormat.TURTLE))


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("how", ["get", "post"])
def test_data_elsewhere_are_not_fetched(
    client: Client, elsewhere: tuple[str, list[str]], parameter: str, how: str
) -> None:
    url, asked = elsewhere
    fields = {"query": ANY, parameter: f"{url}data.ttl"}
    got = client.get(f"/sparql?{urlencode(fields)}") if how == "get" else client.post("/sparql", fields)
    refused(got, 400)
    assert "nothing is fetched" in got.text
    assert asked == []


# ---- Forms of answers


def test_query_content_type_select(client: Client) -> None:
    got = client.get(f"/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 3')}")
    assert got.kind == "application/sparql-results+json"
    assert len(got.json["results"]["bindings"]) == 3


def test_query_content_type_ask(client: Client) -> None:
    for accept in ("application/sparql-results+json", "application/sparql-results+xml"):
        assert client.get(f"/sparql?query={quote(ASK)}", accept).kind == accept


GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("accept", GRAPHS)
@pytest.mark.parametrize("text", [f"DESCRIBE <{BASE}dataset>", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 9"])
def test_query_content_type_describe_and_construct(client: Client, accept: str, text: str) -> None:
    got = client.get(f"/sparql?query={quote(text)}", accept)
    assert (got.status, got.kind) == (200, accept)
    assert len(list(parse(got.body, GRAPHS[accept]))) > 8


ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
TERMS = 'SELECT * { VALUES (?a ?b) { ("x\\n,\\"<&>"@en <http://example.org/é>) (UNDEF 1.50) } }'


@pytest.mark.parametrize("accept", ROWS)
def test_results_are_read_as_they_were_meant(client: Client, accept: str) -> None:
    got = client.post("/sparql", {"query": TERMS}, accept=accept)
    assert got.kind == accept
    read = parse_query_results(got.body, ROWS[accept])
    assert isinstance(read, QuerySolutions)
    first, second = list(read)
    assert (first["a"].value, first["a"].language) == ('x\n,"<&>', "en")
    assert first["b"] == NamedNode("http://example.org/é")
    assert second["a"] is None


def test_results_in_csv_are_as_the_standard_has_them(client: Client) -> None:
    got = client.post("/sparql", {"query": TERMS}, accept="text/csv")
    assert got.text.replace("\r\n", "\n").startswith('a,b\n"x\n,""<&>",http://example.org/é\n,1.5')


@pytest.mark.parametrize("how", ["csv", "tsv", "json", "xml", "table"])
def test_a_format_may_be_asked_for_by_its_name(client: Client, how: str) -> None:
    assert client.get(f"/sparql?query={quote(ASK)}&format={how}", "image/png").status == 200


# What SPARQLWrapper sends, each beside Accept: a name of its own, for some also a media type.
@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("format=xml", "application/rdf+xml"),
        ("format=rdf%2Bxml&format=application/rdf%2Bxml", "application/rdf+xml"),
        ("format=json-ld&format=application/ld%2Bjson", "application/ld+json"),
        ("format=n3", "text/turtle"),
        ("format=nt", "application/n-triples"),
        ("format=unheard&format=turtle", "text/turtle"),
    ],
)
def test_a_format_may_be_asked_for_by_the_names_that_clients_have(
    client: Client, said: str, kind: str
) -> None:
    graph = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 1"
    got = client.get(f"/sparql?query={quote(graph)}&{said}", "*/*")
    assert (got.status, got.kind) == (200, kind)
    if "xml" in said and "rdf" not in said:
        assert client.get(f"/sparql?query={quote(ASK)}&{said}").kind == "application/sparql-results+xml"


def test_a_format_that_is_none_is_refused(client: Client) -> None:
    refused(client.get(f"/sparql?query={quote(ASK)}&format=../../x"), 400)
    refused(client.get(f"/sparql?query={quote(ASK)}&format=turtle"), 400)
    refused(client.get(f"/sparql?query={quote(ASK)}", "image/png"), 406)


# ---- The service description


@pytest.mark.parametrize("accept", ["", *GRAPHS])
def test_returns_rdf(client: Client, accept: str) -> None:
    got = client.get("/sparql", accept)
    assert got.status == 200
    assert len(list(parse(got.body, GRAPHS[got.kind]))) > 20


def test_has_endpoint_triple(client: Client) -> None:
    said = list(parse(client.get("/sparql").body, RdfFormat.TURTLE))
    endpoints = [quad.object for quad in said if quad.predicate == SD.endpoint]
    assert endpoints == [NamedNode("http://localhost/sparql")]


def test_conforms_to_schema(client: Client) -> None:
    """Each property has the subjects and values that its definition says; each format is one that is had."""
    said = list(parse(client.get("/sparql").body, RdfFormat.TURTLE))
    kinds = {(quad.subject, quad.object) for quad in said if quad.predicate.value.endswith("#type")}
    of = {
        SD.endpoint: (SD.Service, None),
        SD.supportedLanguage: (SD.Service, None),
        SD.feature: (SD.Service, None),
        SD.resultFormat: (SD.Service, None),
        SD.defaultDataset: (SD.Service, SD.Dataset),
        SD.defaultGraph: (SD.Dataset, SD.Graph),
        SD.namedGraph: (SD.Dataset, SD.NamedGraph),
        SD.name: (SD.NamedGraph, None),
        SD.graph: (SD.NamedGraph, SD.Graph),
    }
    used = [quad for quad in said if quad.predicate.value.startswith(SD.iri)]
    assert {quad.predicate for quad in used} == of.keys()
    for quad in used:
        subject, value = of[quad.predicate]
        assert (quad.subject, subject) in kinds
        assert value is None or (quad.object, value) in kinds
    names = {quad.object.value for quad in used if quad.predicate == SD.name}  # type: ignore[union-attr]
    assert names == set(graphs(client))
    formats = {quad.object.value.rpartition("/")[2] for quad in used if quad.predicate == SD.resultFormat}  # type: ignore[union-attr]
    assert formats == set(CALLED.values())


def test_xml_is_xml_and_json_is_json(client: Client) -> None:
    ET.fromstring(client.post("/sparql", {"query": TERMS}, accept="application/xml").body)
    json.loads(client.post("/sparql", {"query": TERMS}, accept="application/json").body)
