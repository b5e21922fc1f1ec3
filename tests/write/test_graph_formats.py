"""The graph as a file: read back by the library that did not write it, and the same bytes every time."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from conftest import ONTOLOGY, TINY
from determinants.ground.vocab import DET, PREFIXES, RDF, SKOS, XSD, thing
from determinants.write.graph_formats import GRAPH_FORMATS, as_jsonld, as_nquads, as_trig, context

# rdflib's own readers and writers call methods that rdflib calls deprecated.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.* is deprecated, use Dataset:DeprecationWarning",
    "ignore:Dataset.* is deprecated:DeprecationWarning",
)

# A term as (kind, text, language, datatype): what RDF says of it, whichever library holds it.
Plain = tuple[str, str, str, str]
Statement = tuple[Plain, ...]

STRING = XSD.string.value
LANGUAGE = RDF.langString.value
FORMATS = {
    "nquads": "nquads",
    "trig": "trig",
    "turtle": "turtle",
    "ntriples": "nt",
    "rdfxml": "xml",
}  # what rdflib calls those that pyoxigraph writes
WITH_GRAPHS = {"nquads", "trig", "jsonld"}


@pytest.fixture(autouse=True)
def literals_as_they_are_written() -> Iterator[None]:
    """rdflib would rewrite 1.50 as 1.5 when it reads it."""
    usual, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    yield
    rdflib.NORMALIZE_LITERALS = usual


def of_oxigraph(term: Any) -> Plain:
    match term:
        case NamedNode():
            return ("iri", term.value, "", "")
        case Literal():
            return ("literal", term.value, term.language or "", term.datatype.value)
        case _:
            raise AssertionError(f"{term} is not in our graph")


def of_rdflib(term: Any) -> Plain:
    match term:
        case rdflib.URIRef():
            return ("iri", str(term), "", "")
        case rdflib.Literal():
            kind = LANGUAGE if term.language else str(term.datatype or STRING)
            return ("literal", str(term), term.language or "", kind)
        case _:
            raise AssertionError(f"{term!r} is not in our graph")


def meant(quads: Iterable[Quad], how: str) -> set[Statement]:
    """What a file in this format must say: quads, or the triples of all graphs together."""
    statements = {tuple(map(of_oxigraph, quad)) for quad in quads}
    return statements if how in WITH_GRAPHS else {statement[:3] for statement in statements}


def read(content: bytes, how: str) -> set[Statement]:
    """What a file says to the library that did not write it."""
    if how == "jsonld":
        quads = parse(input=content, format=RdfFormat.JSON_LD)
        return {tuple(map(of_oxigraph, quad)) for quad in quads}
    if how in WITH_GRAPHS:
        dataset = rdflib.Dataset()
        dataset.parse(data=content, format=FORMATS[how])
        return {tuple(map(of_rdflib, quad)) for quad in dataset.quads()}
    graph = rdflib.Graph()
    graph.parse(data=content, format=FORMATS[how])
    return {tuple(map(of_rdflib, triple)) for triple in graph}


each_format = pytest.mark.parametrize("how", GRAPH_FORMATS)


def test_every_format_is_read_here_and_offered_on_the_command_line() -> None:
    assert GRAPH_FORMATS.keys() == {*FORMATS, "jsonld"}


@each_format
def test_a_file_has_the_ending_that_others_know_it_by(how: str) -> None:
    ending = GRAPH_FORMATS[how].suffix
    known = RdfFormat.from_extension(ending.removeprefix("."))
    assert known is not None
    assert how == known.name.lower().translate(str.maketrans("", "", "-/ "))


@pytest.mark.slow
@each_format
def test_the_other_library_reads_the_same(how: str, tiny_quads: list[Quad]) -> None:
    assert read(b"".join(GRAPH_FORMATS[how].write(tiny_quads)), how) == meant(tiny_quads, how)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["ntriples", "jsonld"])
def test_the_other_library_reads_the_whole_release(how: str, shipped_quads: list[Quad]) -> None:
    assert read(b"".join(GRAPH_FORMATS[how].write(shipped_quads)), how) == meant(shipped_quads, how)


# The same bytes.


@pytest.mark.slow
@each_format
def test_the_order_of_quads_does_not_matter(how: str, tiny_quads: list[Quad]) -> None:
    serialise = lambda quads: b"".join(GRAPH_FORMATS[how].write(quads))  # noqa: E731
    content = serialise(tiny_quads)
    for seed in range(3):
        shuffled = tiny_quads + tiny_quads[:50]
        random.Random(seed).shuffle(shuffled)
        assert serialise(shuffled) == content


def digests(seed: str) -> dict[str, str]:
    """What a process with this hash seed writes, in every format."""
    code = f"""
import hashlib, json, random
from pathlib import Path
from determinants.store import building
from determinants.write.graph_formats import GRAPH_FORMATS
quads = list(building.quads([Path({str(TINY)!r})], Path({str(ONTOLOGY)!r}), "1"))
random.Random({seed}).shuffle(quads)
written = {{name: b"".join(how.write(quads)) for name, how in GRAPH_FORMATS.items()}}
print(json.dumps({{name: hashlib.sha256(content).hexdigest() for name, content in written.items()}}))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
        text=True,
    )
    written: dict[str, str] = json.loads(done.stdout)
    return written


@pytest.mark.slow
def test_two_processes_write_the_same_bytes() -> None:
    first, second = digests("1"), digests("2")
    assert first.keys() == GRAPH_FORMATS.keys()
    assert first == second


@each_format
def test_no_quads_make_a_file_that_says_nothing(how: str) -> None:
    content = b"".join(GRAPH_FORMATS[how].write([]))
    assert isinstance(content, bytes)
    assert read(content, how) == set()


@pytest.mark.slow
@each_format
def test_quads_may_come_as_a_stream(how: str, tiny_quads: list[Quad]) -> None:
    serialise = lambda quads: b"".join(GRAPH_FORMATS[how].write(quads))  # noqa: E731
    assert serialise(quad for quad in tiny_quads) == serialise(tiny_quads)


# What is written.

HOSTILE = [
    'He said "no".',
    "It's",
    "'''",
    '"""',
    "\\",
    "ends in \\",
    "a\nb",
    "\ttab",
    " space ",
    "",
    "<b>&amp;]]></b>",
    "{{ }} | ^ ` @en",
    "Mueller-Stierlin",
    "באר שבע",
    "e\u0301 is not é",
    "😀",
    "\u202eright to left",
    "\ufeff",
    "det:influence",
    "https://w3id.org/determinants/ibrahim2019",
    "_:b0",
    "@id",
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=20),
)
# Numbers and truth values in the forms that `graph.writing` gives them.
LITERALS = st.one_of(
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, language="en")),
    TEXTS.map(lambda text: Literal(text, language="de-at")),
    st.sampled_from(["1.50", "1.0", "-0.5", "100"]).map(lambda text: Literal(text, datatype=XSD.decimal)),
    st.sampled_from(["1", "-1", "0", "100000000000000000000"]).map(
        lambda text: Literal(text, datatype=XSD.integer)
    ),
    st.sampled_from(["true", "false"]).map(lambda text: Literal(text, datatype=XSD.boolean)),
    st.sampled_from(["2019", "0800"]).map(lambda text: Literal(text, datatype=XSD.gYear)),
    st.sampled_from(["2019-02-28"]).map(lambda text: Literal(text, datatype=XSD.date)),
    st.just(Literal("x", datatype=NamedNode("https://example.org/type"))),
)
THINGS = st.sampled_from(
    [
        thing("ibrahim2019", "influence", "psw-training"),
        NamedNode("https://example.org/a,b;c=(d)'e~!$&*+"),
        NamedNode("https://example.org/%C3%A9?q=1#f"),
        NamedNode("https://example.org/é"),
        NamedNode("https://example.org/-1.a."),
        NamedNode("urn:isbn:0"),
        NamedNode("mailto:a@b"),
        DET.hinders,
        SKOS.prefLabel,
    ]
)
PROPERTIES = st.sampled_from([SKOS.prefLabel, DET.influence, DET.score, NamedNode("https://example.org/p")])
GRAPHS = st.sampled_from([thing("graph", "findings"), thing("graph", "é")])  # nothing of ours stands in none
KINDS = st.builds(Quad, THINGS, st.just(RDF.type), st.sampled_from([DET.Finding, SKOS.Concept]), GRAPHS)
QUADS = st.one_of(KINDS, st.builds(Quad, THINGS, PROPERTIES, st.one_of(LITERALS, THINGS), GRAPHS))


@pytest.mark.slow
@each_format
@settings(max_examples=40)
@given(quads=st.lists(QUADS, max_size=8))
@example(quads=[Quad(thing("x"), SKOS.prefLabel, Literal(text), thing("graph", "x")) for text in HOSTILE])
@example(quads=[Quad(thing("x"), DET.note, Literal(str(10**20), datatype=XSD.integer), thing("graph", "x"))])
@example(
    quads=[Quad(thing("x"), DET.note, Literal(text, language="en"), thing("graph", "x")) for text in HOSTILE]
)
def test_whatever_is_said_is_read_back(how: str, quads: list[Quad]) -> None:
    assert read(b"".join(GRAPH_FORMATS[how].write(quads)), how) == meant(quads, how)


def test_what_two_graphs_say_stands_once_where_graphs_are_not_kept() -> None:
    said = [Quad(thing("x"), SKOS.prefLabel, Literal("x"), thing("graph", name)) for name in ("a", "b")]
    lines = {
        how: b"".join(GRAPH_FORMATS[how].write(said)).count(b"prefLabel")
        for how in ("nquads", "ntriples", "turtle")
    }
    assert lines == {"nquads": 2, "ntriples": 1, "turtle": 1}


def test_nquads_are_lines_in_order(tiny_quads: list[Quad]) -> None:
    lines = b"".join(as_nquads(tiny_quads)).splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(set(tiny_quads))


def test_trig_is_for_reading(tiny_quads: list[Quad]) -> None:
    """Prefixes stand for namespaces, and what a thing is comes before what is said of it."""
    content = b"".join(as_trig(tiny_quads)).decode()
    assert "@prefix det: <https://w3id.org/determinants/ontology#> ." in content
    assert "\n\tpublication:ash2010 a " in content


@pytest.mark.slow
def test_json_ld_needs_nothing_from_elsewhere(tiny_quads: list[Quad]) -> None:
    told = json.loads(b"".join(as_jsonld(tiny_quads)))
    assert isinstance(told["@context"], dict)
    assert "@import" not in json.dumps(told["@context"])
    assert told["@context"].items() >= PREFIXES.items()


def test_json_ld_has_plain_strings_for_things(tiny_quads: list[Quad]) -> None:
    """Where a property never has a text or number; so that programs that know only JSON find the IRIs."""
    terms = context(tiny_quads)
    assert terms["det:statedIn"] == {"@type": "@id"}
    assert "det:locator" not in terms
    told = json.loads(b"".join(as_jsonld(tiny_quads)))
    nodes = [node for graph in told["@graph"] for node in graph["@graph"]]
    findings = [node for node in nodes if "det:statedIn" in node]
    assert findings
    assert all(isinstance(node["det:statedIn"], str) for node in findings)


def test_a_property_with_both_things_and_texts_is_left_open() -> None:
    subject, graph = thing("x"), thing("graph", "x")
    mixed = [Quad(subject, DET.note, Literal("text"), graph), Quad(subject, DET.note, thing("y"), graph)]
    assert "det:note" not in context(mixed)
    assert read(b"".join(as_jsonld(mixed)), "jsonld") == meant(mixed, "jsonld")


@pytest.mark.parametrize("how", ["nquads", "ntriples"])
@given(chosen=st.lists(st.integers(0, 5), max_size=12), at_once=st.integers(1, 13))
def test_parts_that_waited_on_disk_come_together_in_order_and_once(
    how: str, chosen: list[int], at_once: int
) -> None:
    """Wherever a part ends, and wherever in it something is said again."""
    some = [
        Quad(thing("x"), DET.note, Literal(str(number // 2)), thing("graph", str(number % 2)))
        for number in chosen
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("determinants.write.graph_formats.AT_ONCE", at_once)
        content = b"".join(GRAPH_FORMATS[how].write(some))
    assert content.splitlines() == sorted(set(content.splitlines()))
    assert read(content, how) == meant(some, how)


AS_THEY_ARE = {
    "double": ["NaN", "INF", "-INF", "1.50", "x"],
    "integer": ["-0", "+1", "007", "", "x", "9" * 5000, str(2**53), "5"],
    "boolean": ["", "TRUE", "1", "true"],
    "string": ["", "text"],
}


@pytest.mark.parametrize(
    ("kind", "said"), [(kind, said) for kind in AS_THEY_ARE for said in AS_THEY_ARE[kind]]
)
def test_a_value_that_json_does_not_have_in_its_form_is_told_by_its_type(kind: str, said: str) -> None:
    value = Literal(said, datatype=XSD[kind])
    quad = Quad(NamedNode("http://x/a"), NamedNode("http://x/b"), value, NamedNode("http://x/g"))
    told = b"".join(as_jsonld([quad]))
    json.loads(told, parse_constant=pytest.fail)
    assert {each.object for each in parse(told, RdfFormat.JSON_LD)} == {value}
