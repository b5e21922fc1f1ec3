"""Answers to free SPARQL: each format has what it is for, as it was said, and refuses what it cannot hold."""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Triple, parse_query_results
from pyoxigraph import QueryResultsFormat as Known

from determinants import network
from determinants.ground.problems import UsageError
from determinants.store.solutions import Rows, Triples, Verdict
from determinants.write.graph_formats import GRAPH_FORMATS
from determinants.write.sparql_formats import SPARQL_FORMATS, TRIPLE_FORMATS

RETURN = "one\r\ntwo\rthree"
THING = NamedNode("https://example.org/a")


def rows(text: str) -> Rows:
    return Rows(("text",), ((Literal(text),),))


def triples(text: str) -> Triples:
    return Triples((Triple(THING, THING, Literal(text)),))


@pytest.mark.parametrize("how", SPARQL_FORMATS)
def test_what_formats_of_rows_cannot_hold_they_refuse(how: str) -> None:
    if how == "table":  # which is for people, who are shown Turtle
        assert b"one" in bytes(SPARQL_FORMATS[how].write(triples("one")))  # type: ignore[arg-type]
        return
    with pytest.raises(UsageError, match=rf"^{how} is for rows.*use turtle, ntriples, rdfxml, jsonld\.$"):
        SPARQL_FORMATS[how].write(triples("one"))


@pytest.mark.parametrize("how", TRIPLE_FORMATS)
@pytest.mark.parametrize("answer", [rows("one"), Verdict(holds=True)])
def test_what_formats_of_triples_cannot_hold_they_refuse(how: str, answer: Rows | Verdict) -> None:
    with pytest.raises(UsageError, match=rf"^{how} is for the triples.*use table, csv, tsv, json, xml\.$"):
        TRIPLE_FORMATS[how].write(answer)


@pytest.mark.parametrize("holds", [True, False])
@pytest.mark.parametrize("how", ["csv", "tsv"])
def test_truth_is_written_as_programs_read_it(how: str, holds: bool) -> None:
    told = SPARQL_FORMATS[how].write(Verdict(holds))
    assert told == f"{str(holds).lower()}\n".encode()


READ: dict[str, Callable[[bytes], str]] = {
    "json": lambda told: read_back(told, Known.JSON),
    "tsv": lambda told: read_back(told, Known.TSV),
    "xml": lambda told: (
        next(ET.fromstring(told).iter("{http://www.w3.org/2005/sparql-results#}literal")).text or ""
    ),
    "csv": lambda told: list(csv.reader(io.StringIO(told.decode(), newline="")))[1][0],
}


def read_back(told: bytes, how: Known) -> str:
    solutions = parse_query_results(told, how)
    assert isinstance(solutions, QuerySolutions)
    ((term,),) = solutions
    assert isinstance(term, Literal)
    return term.value


@pytest.mark.parametrize("how", READ)
def test_a_carriage_return_comes_back(how: str) -> None:
    told = SPARQL_FORMATS[how].write(rows(RETURN))
    assert isinstance(told, bytes)
    assert READ[how](told) == RETURN


def test_every_format_of_rows_is_read_back() -> None:
    assert {*READ, "table"} == SPARQL_FORMATS.keys()


def marked(text: str) -> "network.nx.Graph":
    import networkx as nx

    made = nx.Graph()
    made.add_node("https://example.org/a", label=text)
    return made


# Whatever writes XML, of a text.
XML: dict[str, Callable[[str], bytes]] = {
    "results": lambda text: bytes(SPARQL_FORMATS["xml"].write(rows(text))),  # type: ignore[arg-type]
    "triples": lambda text: bytes(TRIPLE_FORMATS["rdfxml"].write(triples(text))),  # type: ignore[arg-type]
    "graph": lambda text: b"".join(
        GRAPH_FORMATS["rdfxml"].write([Quad(THING, THING, Literal(text), THING)])  # type: ignore[arg-type]
    ),
    "graphml": lambda text: bytes(network.NETWORK_FORMATS["graphml"].write(marked(text))),  # type: ignore[arg-type]
    "gexf": lambda text: bytes(network.NETWORK_FORMATS["gexf"].write(marked(text))),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("what", XML)
def test_xml_keeps_a_carriage_return(what: str) -> None:
    read = ET.fromstring(XML[what](RETURN))
    said = [*read.itertext(), *(value for each in read.iter() for value in each.attrib.values())]
    assert RETURN in said


@pytest.mark.parametrize("what", XML)
@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\ufffe"])
def test_what_xml_cannot_hold_is_refused(what: str, sign: str) -> None:
    with pytest.raises((UsageError, ValueError), match=r"cannot|not allowed|XML"):
        XML[what](f"one{sign}two")
