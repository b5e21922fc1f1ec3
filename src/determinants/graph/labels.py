"""What everything is called: a label in both properties, for things and for terms, ours and those of others.

Most things bear a label that a row gives. The others are called by what they are and by their address: a
rating of one item at one site has no name but that.
"""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from determinants.ground.vocab import BASE, RDFS, SKOS

TWINS = {SKOS.prefLabel: RDFS.label, RDFS.label: SKOS.prefLabel}


def complete(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield statements, each label in both properties, and each step up a hierarchy also down."""
    linked: set[tuple[object, object]] = set()  # pages that are linked to, by graph
    for quad in quads:
        yield quad
        if quad.predicate in TWINS:
            yield Quad(quad.subject, TWINS[quad.predicate], quad.object, quad.graph_name)
        elif quad.predicate == RDFS.seeAlso and isinstance(quad.object, NamedNode):
            if (page := (quad.object, quad.graph_name)) in linked:
                continue
            linked.add(page)
            called = Literal(quad.object.value.removeprefix("https://").rstrip("/"))
            yield Quad(quad.object, SKOS.prefLabel, called, quad.graph_name)
            yield Quad(quad.object, RDFS.label, called, quad.graph_name)
        elif quad.predicate == SKOS.broader and isinstance(quad.object, NamedNode):
            yield Quad(quad.object, SKOS.narrower, quad.subject, quad.graph_name)


def made(thing: NamedNode, kind: NamedNode, wording: object = None) -> Literal:
    """Give the label of a thing that no row names: its words, or what it is and where it stands.

    >>> from determinants.ground.vocab import DET
    >>> made(NamedNode(BASE + "ibrahim2019/rating/ulm/psw-training"), DET.Rating).value
    'rating: ibrahim2019, ulm, psw training'
    """
    if isinstance(wording, Literal):
        return Literal(wording.value, language="en")
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[#/]", kind.value)[-1]).lower()
    parts = [part.replace("-", " ") for part in thing.value.removeprefix(BASE).split("/")]
    return Literal(f"{name}: {', '.join(part for part in parts if part != name)}", language="en")
