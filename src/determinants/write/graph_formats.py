"""The graph as a file. A new format is one function and its record in `GRAPH_FORMATS`.

All are deterministic: the same graph gives the same bytes. N-Quads, TriG and JSON-LD keep the named
graphs; the others give the triples of all graphs together. N-Quads and N-Triples take no more memory for
a large graph than for a small one: lines are sorted in parts that wait on disk; the other formats hold
the whole graph.
"""

import heapq
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from determinants.graph.bridge import to_rdflib_dataset
from determinants.ground.vocab import BASE, PREFIXES, RDF, XSD, compact
from determinants.write.formats import Format, as_xml

EXACT = 2**53  # what readers of JSON may keep of a number; beyond it they may take it for a double
# The form in which a value of JSON comes back; in another form, or with none, it is written with its type.
# What writes JSON-LD leaves empty texts out.
NATIVE = {
    XSD.string: re.compile("(?s).+"),
    XSD.integer: re.compile("0|-?[1-9][0-9]{0,17}"),
    XSD.boolean: re.compile("true|false"),
    XSD.double: re.compile("(?!)"),
}
AS_IT_IS = "urn:as-it-is:"
DEEPEST = 2  # folders of things that have a prefix of their own; deeper ones hold a few things each
AT_ONCE = 100_000  # lines that are sorted in memory, some 30 MB of them


def as_nquads(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield canonical N-Quads, sorted."""
    return _sorted(quads, RdfFormat.N_QUADS)


def as_ntriples(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield canonical N-Triples, sorted; what two graphs both say stands once."""
    return _sorted((quad.triple for quad in quads), RdfFormat.N_TRIPLES)


def _sorted(statements: Iterable[Quad] | Iterable[Triple], how: RdfFormat) -> Iterator[bytes]:
    """Yield lines in order, each once: parts are sorted, wait in temporary files, and are merged."""
    waiting = iter(statements)
    with ExitStack() as open_files:
        parts: list[Iterable[bytes]] = []
        while taken := list(islice(waiting, AT_ONCE)):
            if len(taken) < AT_ONCE and not parts:  # of what was taken, as some lines may be the same
                yield b"".join(_lines(taken, how))
                return
            part = open_files.enter_context(tempfile.TemporaryFile())
            part.writelines(_lines(taken, how))
            part.seek(0)
            parts.append(part)
        merged = (line for line, _ in groupby(heapq.merge(*parts)))
        while batch := b"".join(islice(merged, 10_000)):
            yield batch


def _lines(statements: Iterable[Any], how: RdfFormat) -> list[bytes]:
    return sorted(set((serialize(statements, format=how) or b"").splitlines(keepends=True)))


def as_turtle(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield Turtle, ordered by subject and property, for reading and for comparing versions."""
    triples = _triples(quads)
    yield _spaced(serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes(triples)) or b"")


def as_trig(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield TriG, ordered by named graph, subject and property."""
    ordered = sorted(set(quads), key=_order)
    yield _spaced(serialize(ordered, format=RdfFormat.TRIG, prefixes=prefixes(ordered)) or b"")


def prefixes(statements: Iterable[Quad | Triple]) -> dict[str, str]:
    """Give the prefixes to write a graph with: of vocabularies, and one for each folder of ours.

    What is `…/ibrahim2019/influence/psw-training` is then written `ibrahim2019-influence:psw-training`.
    """
    folders: set[str] = set()
    for statement in statements:
        for term in statement:
            if isinstance(term, NamedNode) and term.value.startswith(BASE) and "#" not in term.value:
                folders.add(term.value[: term.value.rindex("/") + 1].removeprefix(BASE))
    ours = {
        folder.strip("/").replace("/", "-") or "determinants": BASE + folder
        for folder in folders
        if folder.count("/") <= DEEPEST
    }
    return {**dict(sorted(ours.items())), **PREFIXES}


def _spaced(told: bytes) -> bytes:
    """Put an empty line between subjects: after a full stop, where a line is indented less."""
    return re.sub(rb"(?<= \.)\n(?=(?:\t)?[^\t\n}@])", b"\n\n", told)


def as_rdfxml(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield RDF/XML, ordered by subject and property."""
    yield as_xml(serialize(_triples(quads), format=RdfFormat.RDF_XML, prefixes=PREFIXES) or b"")


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    """Put the triples of all graphs together, each once, in their order."""
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return sorted(triples, key=_order)


def _order(statement: Quad | Triple) -> tuple[str, ...]:
    """Order by graph and subject; what a thing is comes before what is said of it."""
    kind_first = "" if statement.predicate == RDF.type else str(statement.predicate)
    graph = str(statement.graph_name) if isinstance(statement, Quad) else ""
    return (graph, str(statement.subject), kind_first, str(statement.object))


def as_jsonld(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Yield compact JSON-LD 1.1 with our context written out, so that nothing needs to be fetched."""
    listed = list(quads)
    told = to_rdflib_dataset(map(_as_it_is, listed)).serialize(
        format="json-ld", context=context(listed), auto_compact=False
    )
    yield (json.dumps(_ordered(json.loads(told)), ensure_ascii=False, indent=1) + "\n").encode()


def _as_it_is(quad: Quad) -> Quad:
    """Keep a value that JSON would have in another form, or not at all, from being made a number or truth."""
    value = quad.object
    form = isinstance(value, Literal) and NATIVE.get(value.datatype)
    if not isinstance(value, Literal) or not form or form.fullmatch(value.value):
        return quad
    kept = Literal(value.value, datatype=NamedNode(AS_IT_IS + value.datatype.value))
    return Quad(quad.subject, quad.predicate, kept, quad.graph_name)


def context(quads: Iterable[Quad]) -> dict[str, Any]:
    """Give the JSON-LD context: our prefixes, and of what type the values of each property are.

    A property has things for values where it never has a text or number; a type or a language of its values
    is said where all of them have it. Whole numbers, truth and plain texts are what JSON has.
    """
    kinds: dict[str, set[tuple[str, str]]] = {}
    for quad in quads:
        name = compact(quad.predicate.value)
        if quad.predicate != RDF.type and not name.startswith("http"):
            kinds.setdefault(name, set()).add(_kind(quad.object))
    typed = {
        name: dict(seen) for name, seen in sorted(kinds.items()) if len(seen) == 1 and ("", "") not in seen
    }
    return {**dict(sorted(PREFIXES.items())), **typed}


def _kind(value: Any) -> tuple[str, str]:
    """Give what a context says of a value's kind, or nothing."""
    if not isinstance(value, Literal):
        return "@type", "@id"
    if value.language:
        return "@language", value.language
    native = {XSD.string, XSD.integer, XSD.boolean, XSD.double}
    return ("", "") if value.datatype in native else ("@type", compact(value.datatype.value))


def _ordered(told: Any) -> Any:
    """Put lists and keys of JSON-LD into an order of their own; in RDF they have none."""
    if isinstance(told, dict):
        kind = told.get("@type")
        if "@value" in told and isinstance(kind, str) and kind.startswith(AS_IT_IS):
            told = {**told, "@type": compact(kind.removeprefix(AS_IT_IS))}
        return {name: _ordered(told[name]) for name in sorted(told)}
    if isinstance(told, list):
        return sorted(map(_ordered, told), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(told, int) and abs(told) >= EXACT:
        return {"@type": "xsd:integer", "@value": str(told)}
    return told


GRAPH_FORMATS: dict[str, Format[Iterable[Quad]]] = {
    made.name: made
    for made in (
        Format("nquads", ".nq", "application/n-quads", "named graphs, a statement a line", as_nquads),
        Format("trig", ".trig", "application/trig", "named graphs, to be read", as_trig),
        Format("turtle", ".ttl", "text/turtle", "all graphs together, to be read", as_turtle),
        Format("ntriples", ".nt", "application/n-triples", "all together, a statement a line", as_ntriples),
        Format("rdfxml", ".rdf", "application/rdf+xml", "all together, for older tools", as_rdfxml),
        Format("jsonld", ".jsonld", "application/ld+json", "named graphs, for programs", as_jsonld),
    )
}
