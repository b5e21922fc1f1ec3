"""What the data set is, in RDF (VoID): what its graph says of it, and what is counted in it."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from determinants.ask.records import Ask
from determinants.ground.vocab import BASE, VOID, XSD, compact

WHOLE = NamedNode(BASE + "dataset")


def described(ask: Ask) -> Iterator[Triple]:
    """Yield what is said of the data set and its named graphs, and its classes and properties, counted."""
    yield from _said(ask, WHOLE)
    for row in ask("graph-sizes").records():
        named = NamedNode(str(row["graph"]))
        yield Triple(WHOLE, VOID.subset, named)
        yield from _said(ask, named)
    for row in ask("class-counts").records():
        part = _part(str(row["kind"]))
        yield Triple(WHOLE, VOID.classPartition, part)
        yield Triple(part, VOID["class"], NamedNode(str(row["kind"])))
        yield Triple(part, VOID.entities, number(row["things"]))
    for row in ask("class-properties").records():
        part = _part(str(row["kind"]))
        inside = NamedNode(f"{part.value}-{_local(str(row['property']))}")
        yield Triple(part, VOID.propertyPartition, inside)
        yield Triple(inside, VOID.property, NamedNode(str(row["property"])))
        yield Triple(inside, VOID.triples, number(row["statements"]))
        yield Triple(inside, VOID.distinctSubjects, number(row["things"]))


def _said(ask: Ask, thing: NamedNode) -> Iterator[Triple]:
    yield from ask("thing-statements", thing=thing).triples("thing", "property", "value")


def _part(kind: str) -> NamedNode:
    return NamedNode(f"{WHOLE.value}#{_local(kind)}")


def _local(iri: str) -> str:
    """Give a name that tells a term from those of other vocabularies."""
    return compact(iri).removeprefix("det:").replace(":", "-").replace("/", "-").replace("#", "-")


def number(value: object) -> Literal:
    """Give a whole number as a literal."""
    return Literal(str(value), datatype=XSD.integer)
