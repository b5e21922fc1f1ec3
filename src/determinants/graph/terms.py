"""How rows are written as quads: the place of a row, typed literals, and a thing with its statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from determinants.graph import labels
from determinants.ground.vocab import DET, RDF, SKOS, XSD, thing

Term = NamedNode | Literal
Objects = Term | Iterable[Term] | None


@dataclass(frozen=True)
class Place:
    """Where a row's statements go: the named graph, and the review or framework that it belongs to."""

    graph: NamedNode
    scope: str = ""

    def thing(self, *path: str) -> NamedNode:
        """Give the IRI of something that belongs to this review or framework."""
        return thing(self.scope, *path)

    def write(
        self, subject: NamedNode, kinds: Objects, statements: dict[NamedNode, Objects]
    ) -> Iterator[Quad]:
        """Yield the quads that say what `subject` is and what holds of it; absent values say nothing.

        What is said to be something, and has no label here, is called by its words or its address.
        """
        said_to_be = list(_each(kinds))
        for kind in said_to_be:
            yield Quad(subject, RDF.type, kind, self.graph)
        first = next((kind for kind in said_to_be if isinstance(kind, NamedNode)), None)
        if first and statements.get(SKOS.prefLabel) is None:
            yield Quad(
                subject, SKOS.prefLabel, labels.made(subject, first, statements.get(DET.wording)), self.graph
            )
        for predicate, objects in statements.items():
            for value in _each(objects):
                yield Quad(subject, predicate, value, self.graph)


def _each(objects: Objects) -> Iterable[Term]:
    if objects is None:
        return ()
    return (objects,) if isinstance(objects, NamedNode | Literal) else objects


def english(text: str | None) -> Literal | None:
    """Give a text in English, or nothing."""
    return None if text is None else Literal(text, language="en")


def plain(text: str | None) -> Literal | None:
    """Give a text that has no language, such as a code or a name."""
    return None if text is None else Literal(text)


def number(value: int | None) -> Literal | None:
    """Give a whole number."""
    return None if value is None else Literal(str(value), datatype=XSD.integer)


def decimal(value: Decimal | None) -> Literal | None:
    """Give a decimal as it was printed, so that 1.50 would stay 1.50."""
    return None if value is None else Literal(f"{value:f}", datatype=XSD.decimal)


def truth(value: bool) -> Literal:
    """Give true or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def year(value: int | None) -> Literal | None:
    """Give a year."""
    return None if value is None else Literal(f"{value:04d}", datatype=XSD.gYear)


def day(value: date | None) -> Literal | None:
    """Give a day."""
    return None if value is None else Literal(value.isoformat(), datatype=XSD.date)


def named(scheme: str, slug: str | None) -> NamedNode | None:
    """Give the IRI of a value of a coding scheme, or nothing."""
    return None if slug is None else thing(scheme, slug)


def qualified(name: str, kind: str = "") -> NamedNode:
    """Give the IRI of a qualified name: `cfir2009:culture`, or with a kind `ibrahim2019:role-ambiguity`."""
    scope, slug = name.split(":")
    return thing(scope, kind, slug) if kind else thing(scope, slug)


def term(name: str | None) -> NamedNode | None:
    """Give one of our own named values, such as a direction or a basis."""
    return None if name is None else DET[name]
