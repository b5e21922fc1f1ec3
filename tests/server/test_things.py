"""A page for every thing of ours, in HTML and in RDF; and graphs as they stand."""

from collections.abc import Iterable
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from asgi import Client, served_by
from conftest import DATA
from determinants.ground.vocab import BASE, RDFS
from determinants.server.application import ROUTES, STREAMS, Application
from determinants.server.markup import Markup, joined, link, tag
from determinants.server.things import SUFFIXES
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.sparql_formats import TRIPLE_FORMATS

READ = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def ours(quads: Iterable[Quad]) -> list[str]:
    """Every IRI of ours that the graph says something of, without what follows a hash."""
    found = (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
    return sorted({iri.partition("#")[0] for iri in found if iri.startswith(BASE)})


@pytest.mark.slow
def test_every_thing_of_ours_has_a_page(client: Client, tiny: OxigraphEngine) -> None:
    """In HTML, of which some are tried, and in RDF that says what the graph says of it."""
    said: dict[str, set[object]] = {}
    for quad in tiny.quads():
        said.setdefault(getattr(quad.subject, "value", ""), set()).add((quad.predicate, quad.object))
    things = ours(tiny.quads())
    assert len(things) > 300
    for place, iri in enumerate(things):
        path = f"/{iri.removeprefix(BASE)}"
        if place % 9 == 0:
            page = client.get(path, "text/html")
            assert (page.status, page.kind) == (200, "text/html"), path
        rdf = client.get(path, "application/n-triples")
        told = {
            (quad.predicate, quad.object)
            for quad in parse(rdf.body, RdfFormat.N_TRIPLES)
            if getattr(quad.subject, "value", "") == iri
        }
        assert said.get(iri, set()) <= told, path


def test_every_term_of_the_ontology_is_where_its_address_points(
    client: Client, tiny_quads: list[Quad]
) -> None:
    page = client.get("/ontology", "text/html").text
    terms = {
        quad.subject.value.rpartition("#")[2]
        for quad in tiny_quads
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(f"{BASE}ontology#")
    }
    assert len(terms) > 100
    assert [term for term in sorted(terms) if f'id="{term}"' not in page] == []
    rdf = {
        getattr(quad.subject, "value", "")
        for quad in parse(client.get("/ontology.nt").body, RdfFormat.N_TRIPLES)
    }
    assert {f"{BASE}ontology#{term}" for term in terms} <= rdf


@pytest.mark.parametrize("how", TRIPLE_FORMATS)
def test_a_thing_in_each_form_is_the_same(client: Client, how: str) -> None:
    made = TRIPLE_FORMATS[how]
    wanted = set(parse(client.get("/finding/f1.nt").body, RdfFormat.N_TRIPLES))
    for got in (
        client.get(f"/finding/f1{made.suffix}", "text/html"),
        client.get("/finding/f1", made.media_type),
    ):
        assert got.kind == made.media_type
        assert got.headers["content-location"] == f"/finding/f1{made.suffix}"
        assert set(parse(got.body, READ[how])) == wanted
        assert f'<{BASE}finding/f1>; rel="canonical"' in got.headers["link"]
        assert 'rel="alternate"; type="text/html"' in got.headers["link"]


def test_what_a_thing_names_and_what_names_it_is_called_by_name(client: Client) -> None:
    told = list(parse(client.get("/publication/ash2010.nt").body, RdfFormat.N_TRIPLES))
    labelled = {quad.subject for quad in told if quad.predicate == RDFS.label}
    here = NamedNode(f"{BASE}publication/ash2010")
    assert here in labelled
    referring = {quad.subject for quad in told if quad.object == here}
    assert len(referring) > 1
    assert referring <= labelled


def test_the_ends_of_addresses_are_those_of_the_formats() -> None:
    assert set(SUFFIXES.values()) == {*TRIPLE_FORMATS, "html"}


def test_no_thing_has_the_address_of_a_route(tiny_quads: list[Quad]) -> None:
    firsts = {path.strip("/").partition("/")[0] for path in (*ROUTES, *STREAMS)} - {""}
    things = {iri.removeprefix(BASE).partition("/")[0] for iri in ours(tiny_quads)}
    reviews = {path.name for path in DATA.glob("*/*")}
    assert not firsts & (things | reviews)


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/finding/f1/x", "/finding/f1.pdf", "/..%2f..%2fetc%2fpasswd", "/%00", "/%3Cscript%3E"],
)
def test_what_is_nothing_is_said_to_be(client: Client, path: str) -> None:
    got = client.get(path, "text/html")
    assert got.status == 404
    assert "<script" not in got.text


NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></head><body onload=alert(1)>",
    "javascript:alert(1)",
    "&lt;b&gt; {{7*7}} ${x}",
    "Bl\u202eame\x1b[31m",
]


@pytest.mark.parametrize("text", NASTY)
def test_a_text_of_the_data_is_never_markup(tiny_quads: list[Quad], text: str) -> None:
    thing = NamedNode(f"{BASE}finding/f1")
    graph = next(quad.graph_name for quad in tiny_quads if quad.subject == thing)
    labels = [
        Quad(thing, NamedNode(f"{BASE}ontology#locator"), Literal(text), graph),
        Quad(NamedNode(f"{BASE}ontology#locator"), RDFS.label, Literal(text), graph),
        Quad(NamedNode("http://example.org/x"), NamedNode(f"{BASE}ontology#about"), thing, graph),
        Quad(NamedNode("http://example.org/x"), RDFS.label, Literal(text), graph),
    ]
    served = served_by(OxigraphEngine.load([*tiny_quads, *labels]))
    client = Client(Application(served))
    for path in (
        "/finding/f1",
        "/questions/thing-statements?thing=finding/f1",
        "/answers/show?thing=finding/f1",
    ):
        page = client.get(path, "text/html").text
        for mark in ("<script", "<img", "<body onload", 'href="javascript', "\x1b", "\u202e"):
            assert mark not in page
    served.close()


def test_markup_is_made_of_elements_alone() -> None:
    assert tag("p", "<b>", Markup("<i>")) == "<p>&lt;b&gt;<i></p>"
    assert joined("<", Markup("<br>")) == "&lt;<br>"
    assert link("javascript:alert(1)", "x", "") == "x"
    assert link(f"{BASE}a", "x", "/here") == '<a href="/here/a">x</a>'


# ---- Graphs as they stand


def test_a_graph_is_read_as_it_stands(client: Client, tiny: OxigraphEngine) -> None:
    sizes: dict[str, set[object]] = {}
    for quad in tiny.quads():
        sizes.setdefault(quad.graph_name.value, set()).add(quad.triple)  # type: ignore[union-attr]
    for name, triples in sizes.items():
        got = client.get(f"/graph-store?graph={quote(name)}", "application/n-triples")
        assert {quad.triple for quad in parse(got.body, RdfFormat.N_TRIPLES)} == triples
    whole = client.get("/graph-store?default", "application/n-triples")
    assert {quad.triple for quad in parse(whole.body, RdfFormat.N_TRIPLES)} == set().union(*sizes.values())


@pytest.mark.parametrize("how", TRIPLE_FORMATS)
def test_a_graph_is_had_in_every_form(client: Client, how: str) -> None:
    name = f"{BASE}graph/findings"
    wanted = set(parse(client.get(f"/graph-store?graph={name}&format=ntriples").body, RdfFormat.N_TRIPLES))
    got = client.get(f"/graph-store?graph={name}", TRIPLE_FORMATS[how].media_type)
    assert got.kind == TRIPLE_FORMATS[how].media_type
    assert set(parse(got.body, READ[how])) == wanted


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/graph-store", 400),
        ("/graph-store?default=x", 400),
        ("/graph-store?default&graph=a", 400),
        ("/graph-store?graph=a&graph=b", 400),
        ("/graph-store?graph=http://169.254.169.254/", 404),
        ("/graph-store?graph=x%3E%20%7B", 404),
    ],
)
def test_graphs_that_are_none(client: Client, target: str, status: int) -> None:
    assert client.get(target).status == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_are_never_written(client: Client, method: str) -> None:
    got = client.ask(method, "/graph-store?default", b"<a:b> <c:d> <e:f> .", content_type="text/turtle")
    assert (got.status, got.headers["allow"]) == (405, "GET, HEAD")


# ---- What the data set is


def test_the_data_set_is_described_as_it_is(client: Client, tiny_quads: list[Quad]) -> None:
    void = "http://rdfs.org/ns/void#"
    said = {
        (q.subject, q.predicate.value.removeprefix(void)): q.object
        for q in parse(client.get("/.well-known/void").body, RdfFormat.TURTLE)
    }
    kinds = {value.value: subject for (subject, of), value in said.items() if of == "class"}  # type: ignore[union-attr]
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    for kind, part in kinds.items():
        things = {
            q.subject for q in tiny_quads if q.predicate.value == rdf_type and q.object == NamedNode(kind)
        }
        assert int(said[part, "entities"].value) == len(things), kind  # type: ignore[union-attr]
    assert f"{BASE}ontology#Finding" in kinds
    properties = {value.value for (_, of), value in said.items() if of == "property"}  # type: ignore[union-attr]
    assert f"{BASE}ontology#direction" in properties
    assert said[NamedNode(f"{BASE}dataset"), "sparqlEndpoint"] == NamedNode("http://localhost/sparql")
    page = client.get("/.well-known/void", "text/html")
    assert (page.kind, page.body) == ("text/html", client.get("/dataset.html").body)
    got = client.get("/", "text/turtle")
    assert got.status == 200
