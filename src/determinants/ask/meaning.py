"""Which kind of thing a researcher starts from: an influence, a factor, a construct, or a study."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from determinants.ask import naming
from determinants.ask.asking import Graph
from determinants.ask.records import CfirElements, records
from determinants.ground.problems import UnknownName
from determinants.store.solutions import Rows, Term

INFLUENCE, FACTOR, ELEMENT, STUDY = "influence", "factor", "construct", "study"
WHAT = "influence, factor, construct or study"


@dataclass(frozen=True)
class Meant:
    """A thing that one starts from, and of which kind it is."""

    kind: str
    term: NamedNode

    @property
    def path(self) -> str:
        """What can be typed for it, and means nothing else."""
        return naming.path(self.term.value)


def meant(graph: Graph, said: str, framework: str | None = None, *, first: str = INFLUENCE) -> Meant:
    """Give what is meant: of the first kind if it has such a name or a part of one, else of another kind.

    What other kinds have under this very name goes before what has it as a part. With a framework, one of
    its domains and constructs is meant.

    Raises:
        UnknownName: if nothing, or more than one thing, is called so; near misses are suggested.
    """
    if framework is not None:
        scheme = naming.named(graph.engine, framework, "framework")
        return Meant(ELEMENT, naming.element(graph.engine, said, scheme))
    missed: list[UnknownName] = []
    for kind, whole in ((first, False), *_others(first)):
        try:
            return of_kind(kind, _named(graph, said, kind, whole=whole))
        except UnknownName as error:
            if error.ambiguous:
                raise
            missed.append(error)
    near = dict.fromkeys(name for error in missed for name in error.near)
    raise UnknownName(WHAT, said, [*near][:4])


def _others(first: str) -> Iterator[tuple[str, bool]]:
    rest = [kind for kind in (INFLUENCE, FACTOR, ELEMENT, STUDY) if kind != first]
    yield from ((kind, True) for kind in rest)
    yield from ((kind, False) for kind in rest)


def of_kind(kind: str, term: NamedNode) -> Meant:
    """Give a thing with its kind: a code may be a construct that a review codes to, of no review itself."""
    return Meant(ELEMENT if kind == INFLUENCE and "/influence/" not in term.value else kind, term)


def _named(graph: Graph, said: str, kind: str, *, whole: bool) -> NamedNode:
    match kind:
        case "influence":
            return naming.code(graph.engine, said, graph.review, whole=whole)
        case "construct":
            return naming.element(graph.engine, said, whole=whole)
        case "factor":
            return naming.named(graph.engine, said, "determinant", graph.review, whole=whole)
        case _:
            return naming.named(graph.engine, said, "publication", whole=whole)


def within(graph: Graph, element: NamedNode) -> list[NamedNode]:
    """Give a domain or construct and what stands below it, however deep."""
    below: dict[str, list[str]] = {}
    for row in records(graph.ask, CfirElements, framework=framework_of(element)):
        below.setdefault(row.broader or "", []).append(row.element)
    found = [element.value]
    for each in found:
        found += below.get(each, ())
    return [NamedNode(iri) for iri in found]


def elsewhere(graph: Graph, about: Meant | None) -> tuple[CfirElements, ...]:
    """Give the domains and constructs of the same name in other frameworks, as editions share many."""
    if about is None or about.kind != ELEMENT:
        return ()
    element = about.term
    known = records(graph.ask, CfirElements)
    names = {row.element_label.casefold() for row in known if row.element == element.value}
    return tuple(
        row for row in known if row.element_label.casefold() in names and row.element != element.value
    )


def framework_of(element: NamedNode) -> NamedNode:
    """Give the framework that a domain or construct is of."""
    return NamedNode(element.value.rpartition("/")[0])


def of(rows: Rows, row: Sequence[Term | None], command: str) -> Meant | None:
    """Give the influence or factor that a row is about, for the command that lists them."""
    kind, column = (FACTOR, "determinant") if command == "factors" else (INFLUENCE, "influence")
    term = row[rows.columns.index(column)] if column in rows.columns else None
    return of_kind(kind, term) if isinstance(term, NamedNode) else None
