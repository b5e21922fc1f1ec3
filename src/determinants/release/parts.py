"""What a release is made of: files, each with what it is and what writes it; and what they are made from."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode, Quad

from determinants import __version__
from determinants.ask.asking import Graph
from determinants.ground.vocab import BASE, DCAT, RDF
from determinants.write.formats import Written

DATASET = BASE + "dataset"
RELEASE = f"{BASE}release/{__version__}"  # below it, each file of a release has its IRI


@dataclass(frozen=True)
class Part:
    """A file of a release: where it stands, its media type, what it is in half a sentence, what writes it.

    `of` is the data set of which it is a distribution, by IRI; a page or a list of checksums is of none.
    `form` says what it follows, by the address of a standard, where its media type does not say it.
    """

    path: str
    media_type: str
    what: str
    write: Callable[[], Written]
    of: str = ""
    form: str = ""

    @property
    def iri(self) -> str:
        """The IRI of the file."""
        return f"{RELEASE}/{self.path}"


@dataclass(frozen=True)
class Filed:
    """A part that is written: its size in bytes, and its SHA-256 sum."""

    part: Part
    size: int
    sha256: str


@dataclass(frozen=True)
class Source:
    """What a release is made from: the quads as the tables make them, and a graph that is asked.

    `changes` is a changelog of the data since an earlier version, where one was compared with.
    """

    quads: tuple[Quad, ...]
    graph: Graph
    changes: str = ""

    @cached_property
    def named(self) -> dict[str, list[Quad]]:
        """The quads of each named graph, by its short name."""
        found = defaultdict[str, list[Quad]](list)
        for quad in self.quads:
            assert isinstance(quad.graph_name, NamedNode)
            found[quad.graph_name.value.rpartition("/")[2]].append(quad)
        return dict(sorted(found.items()))

    @cached_property
    def things(self) -> dict[NamedNode, list[Quad]]:
        """The quads that say something of each thing, by its IRI, in order."""
        found = defaultdict[NamedNode, list[Quad]](list)
        for quad in self.quads:
            assert isinstance(quad.subject, NamedNode)
            found[quad.subject].append(quad)
        return {
            thing: sorted(found[thing], key=str) for thing in sorted(found, key=lambda thing: thing.value)
        }

    @property
    def version(self) -> str:
        """The version of the data, which is not that of the program; empty if they have none."""
        return self.text(NamedNode(DATASET), DCAT.version)

    def of_kind(self, kind: NamedNode) -> list[NamedNode]:
        """Give the things of a class, in order."""
        return [
            each
            for each, quads in self.things.items()
            if any(quad.predicate == RDF.type and quad.object == kind for quad in quads)
        ]

    def values(self, thing: NamedNode, *properties: NamedNode) -> list[NamedNode | str]:
        """Give the values that a thing has for the first of these properties that it has: IRIs or texts."""
        for wanted in properties:
            found = [quad.object for quad in self.things.get(thing, []) if quad.predicate == wanted]
            if found:
                return [
                    term if isinstance(term, NamedNode) else str(getattr(term, "value", term))
                    for term in found
                ]
        return []

    def text(self, thing: NamedNode, *properties: NamedNode) -> str:
        """Give the first of those values as text; an empty one if there is none."""
        found = self.values(thing, *properties)
        first = found[0] if found else ""
        return first.value if isinstance(first, NamedNode) else first
