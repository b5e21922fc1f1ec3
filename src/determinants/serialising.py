"""The graph as a file. A new format is one function and its line in `SERIALISATIONS`.

All are deterministic: the same graph gives the same bytes. N-Quads, TriG and JSON-LD keep the named
graphs; the others give the triples of all graphs together.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from determinants.rdf import to_rdflib_dataset
from determinants.vocab import DET, PREFIXES, RDF, compact


def as_nquads(quads: Iterable[Quad]) -> bytes:
    """Give canonical N-Quads, sorted."""
    return _sorted(serialize(quads, format=RdfFormat.N_QUADS))


def as_ntriples(quads: Iterable[Quad]) -> bytes:
    """Give canonical N-Triples, sorted; what two graphs both say stands once."""
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    return _sorted(serialize(triples, format=RdfFormat.N_TRIPLES))


def _sorted(lines: bytes | None) -> bytes:
    return b"".join(sorted(set((lines or b"").splitlines(keepends=True))))


def as_turtle(quads: Iterable[Quad]) -> bytes:
    """Give Turtle, ordered by subject and property, for reading and for comparing versions."""
    return serialize(_triples(quads), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def as_trig(quads: Iterable[Quad]) -> bytes:
    """Give TriG, ordered by named graph, subject and property."""
    return serialize(sorted(set(quads), key=_order), format=RdfFormat.TRIG, prefixes=PREFIXES) or b""


def as_rdfxml(quads: Iterable[Quad]) -> bytes:
    """Give RDF/XML, ordered by subject and property."""
    return serialize(_triples(quads), format=RdfFormat.RDF_XML, prefixes=PREFIXES) or b""


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    """Put the triples of all graphs together, each once, in their order."""
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return sorted(triples, key=_order)


def _order(statement: Quad | Triple) -> tuple[str, ...]:
    """Order by graph and subject; what a thing is comes before what is said of it."""
    kind_first = "" if statement.predicate == RDF.type else str(statement.predicate)
    graph = str(statement.graph_name) if isinstance(statement, Quad) else ""
    return (graph, str(statement.subject), kind_first, str(statement.object))


def as_jsonld(quads: Iterable[Quad]) -> bytes:
    """Give compact JSON-LD 1.1 with our context written out, so that nothing needs to be fetched."""
    listed = list(quads)
    told = to_rdflib_dataset(listed).serialize(format="json-ld", context=context(listed), auto_compact=False)
    return (json.dumps(_ordered(json.loads(told)), ensure_ascii=False, indent=1) + "\n").encode()


def context(quads: Iterable[Quad]) -> dict[str, Any]:
    """Give the JSON-LD context: our prefixes, and which properties have things for values.

    A property of ours is said to have things for values where it never has a text or number.
    """
    things: set[str] = set()
    texts: set[str] = set()
    for quad in quads:
        if quad.predicate.value.startswith(DET.iri):
            (texts if isinstance(quad.object, Literal) else things).add(compact(quad.predicate.value))
    return {**dict(sorted(PREFIXES.items())), **{name: {"@type": "@id"} for name in sorted(things - texts)}}


def _ordered(told: Any) -> Any:
    """Put lists and keys of JSON-LD into an order of their own; in RDF they have none."""
    if isinstance(told, dict):
        return {name: _ordered(told[name]) for name in sorted(told)}
    if isinstance(told, list):
        return sorted(map(_ordered, told), key=lambda item: json.dumps(item, sort_keys=True))
    return told


SERIALISATIONS: dict[str, tuple[str, Callable[[Iterable[Quad]], bytes]]] = {
    "nquads": (".nq", as_nquads),
    "trig": (".trig", as_trig),
    "turtle": (".ttl", as_turtle),
    "ntriples": (".nt", as_ntriples),
    "rdfxml": (".rdf", as_rdfxml),
    "jsonld": (".jsonld", as_jsonld),
}
