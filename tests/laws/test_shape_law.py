"""The shape law: whatever `ontology/shapes.ttl` asks for can be broken, and is found when it is.

Nobody writes the cases. `breaking` has a rule for each kind of constraint, and from the rule, the shapes and
the tiny graph follow the ways in which a constraint can be broken. Each way is said of a copy of a thing, and
the graph with all copies is validated once: every way must be found, and at least one must be the one problem
of its copy. What is found in a copy is found in the thing itself: some are broken there, one by one, in the
whole graph.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pyoxigraph import Quad
from rdflib import OWL, RDF, SH, Graph, URIRef
from rdflib.term import Node

from conftest import ONTOLOGY
from determinants.graph import shapes
from determinants.graph.bridge import to_rdflib
from determinants.ground.vocab import BASE, DET
from laws.breaking import RULES, Constraint, Said, Shapes, constraints, local, ways, with_twins

SHAPES = Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")
CONSTRAINTS = constraints(SHAPES)


@dataclass(frozen=True)
class Way:
    """One way of breaking a constraint: of which thing what is said, and the rules that the copy breaks."""

    thing: Node
    said: Said
    found: list[str]


@pytest.fixture(scope="module")
def world(tiny_quads: list[Quad]) -> Shapes:
    return Shapes(SHAPES, with_twins(SHAPES, to_rdflib(tiny_quads)))


@pytest.fixture(scope="module")
def broken(world: Shapes) -> dict[Constraint, list[Way]]:
    """Every constraint, with the ways in which it was broken and what was found."""
    graph = Graph()
    graph += world.graph
    copies: dict[str, tuple[Constraint, Node, Said]] = {}
    for constraint in CONSTRAINTS:
        for thing, said in ways(world, constraint) if constraint.kind in RULES else ():
            name = f"broken/{len(copies)}"
            copy = URIRef(BASE + name)
            copies[name] = (constraint, thing, said)
            for p, o in said:
                graph.add((copy, p, o))
            for s, p in world.calls(constraint.shape):
                graph.add((s, p, copy))
    found = defaultdict(list)
    for problem in shapes.check_rdflib(graph, SHAPES):
        found[problem.file].append(problem.rule)
    assert not found.keys() - copies.keys(), "something else is wrong with the world"
    tried: dict[Constraint, list[Way]] = {constraint: [] for constraint in CONSTRAINTS}
    for name, (constraint, thing, said) in copies.items():
        tried[constraint].append(Way(thing, said, found[name]))
    return tried


# ---- What is in order


def test_the_world_that_is_broken_conforms(world: Shapes) -> None:
    assert list(shapes.check_rdflib(world.graph, SHAPES)) == []


def test_every_class_that_is_used_has_a_shape(world: Shapes) -> None:
    used = {
        kind
        for thing, kind in world.graph.subject_objects(RDF.type)
        if str(kind).startswith(DET.iri) and (thing, RDF.type, OWL.NamedIndividual) not in world.graph
    }
    assert used - set(SHAPES.objects(None, SH.targetClass)) == set()


def test_every_shape_is_for_something_in_the_tiny_world(world: Shapes) -> None:
    for shape in {constraint.shape for constraint in CONSTRAINTS}:
        assert world.things(shape), f"{local(shape)} is for nothing in tests/worlds/tiny: add a row there"


# ---- What is not


@pytest.mark.slow
@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=str)
def test_a_broken_constraint_is_found(constraint: Constraint, broken: dict[Constraint, list[Way]]) -> None:
    assert constraint.kind in RULES, (
        f"no rule of laws/breaking.py breaks sh:{local(constraint.kind)}: add one"
    )
    tried = broken[constraint]
    assert tried, f"nothing in tests/worlds/tiny has what {constraint} speaks of: add a row there"
    assert all(constraint.rule in way.found for way in tried)
    assert [constraint.rule] in [way.found for way in tried], "no way breaks this constraint and no other"


def in_the_world(world: Shapes, way: Way) -> Iterator[str]:
    """What is wrong with the whole graph when a thing itself is broken in one of the ways."""
    graph, before = world.graph, world.said(way.thing)
    for p, o in before - way.said:
        graph.remove((way.thing, p, o))
    for p, o in way.said - before:
        graph.add((way.thing, p, o))
    yield from sorted(problem.rule for problem in shapes.check_rdflib(graph, SHAPES))
    for p, o in way.said - before:
        graph.remove((way.thing, p, o))
    for p, o in before - way.said:
        graph.add((way.thing, p, o))


@pytest.mark.slow
@pytest.mark.parametrize("constraint", CONSTRAINTS[::60], ids=str)
def test_what_is_found_in_a_copy_is_found_in_the_thing_itself(
    constraint: Constraint, world: Shapes, broken: dict[Constraint, list[Way]]
) -> None:
    way = next(way for way in broken[constraint] if constraint.rule in way.found)
    assert list(in_the_world(world, way)) == sorted(way.found)


# ---- What a curator is told


@pytest.mark.parametrize("shape", sorted({constraint.shape for constraint in CONSTRAINTS}), ids=local)
def test_a_message_ends_in_what_to_do(shape: URIRef) -> None:
    (message,) = SHAPES.objects(shape, SH.message)
    what, _, advice = str(message).partition(": ")
    assert re.fullmatch(r"[A-Z][^:.]*", what)
    assert re.fullmatch(r"(add|remove|correct|fill in|keep) [^:.]*\.|add, remove or correct it\.", advice)
