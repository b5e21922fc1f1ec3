"""The shapes ask for what they should: each constraint can be broken, and is found when it is.

A file of `broken/shapes` is an update of the tiny graph, named for the shape and the one constraint
that it breaks. Which files there must be follows from `ontology/shapes.ttl`.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad
from rdflib import OWL, RDF, SH, Graph, Namespace, URIRef

from conftest import BROKEN, ONTOLOGY
from determinants.graph import shapes
from determinants.graph.bridge import to_rdflib
from determinants.ground.problems import Problem
from determinants.ground.vocab import DET

UPDATES = sorted((BROKEN / "shapes").glob("*.ru"))
SHAPE = Namespace("https://w3id.org/determinants/shapes#")
SHAPES = Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")

# What a shape is, whom it is for and what it says, as against what it asks for.
NOT_CONSTRAINTS = {
    SH.path,
    SH.property,
    SH.targetClass,
    SH.targetObjectsOf,
    SH.targetSubjectsOf,
    SH.message,
}


def local(iri: object) -> str:
    return str(iri).rpartition("#")[2]


def constraints() -> set[str]:
    """Every constraint of every shape that has a name."""
    return {
        f"{local(shape)}--{local(parameter)}"
        for shape, parameter in SHAPES.subject_predicates()
        if isinstance(shape, URIRef)
        and str(parameter).startswith(str(SH))
        and parameter not in NOT_CONSTRAINTS
    }


def problems(graph: Graph) -> list[Problem]:
    return list(shapes.check_rdflib(graph, SHAPES))


@pytest.fixture(scope="module")
def tiny_graph(tiny_quads: list[Quad]) -> Graph:
    return to_rdflib(tiny_quads)


@pytest.fixture
def graph(tiny_graph: Graph) -> Iterator[Graph]:
    """The tiny graph, which may be broken; afterwards it is made whole again."""
    before = set(tiny_graph)
    yield tiny_graph
    after = set(tiny_graph)
    for triple in after - before:
        tiny_graph.remove(triple)
    for triple in before - after:
        tiny_graph.add(triple)


# ---- What is in order


def test_the_worlds_conform(tiny_quads: list[Quad], shipped_quads: list[Quad]) -> None:
    assert list(shapes.check_graph(tiny_quads, ONTOLOGY)) == []
    assert list(shapes.check_graph(shipped_quads, ONTOLOGY)) == []


def test_every_class_that_is_used_has_a_shape(tiny_graph: Graph) -> None:
    used = {
        kind
        for thing, kind in tiny_graph.subject_objects(RDF.type)
        if str(kind).startswith(DET.iri) and (thing, RDF.type, OWL.NamedIndividual) not in tiny_graph
    }
    assert used - set(SHAPES.objects(None, SH.targetClass)) == set()


def test_every_shape_is_for_something_in_the_tiny_world(tiny_graph: Graph) -> None:
    for kind in SHAPES.objects(None, SH.targetClass):
        assert (None, RDF.type, kind) in tiny_graph
    for target in (SH.targetSubjectsOf, SH.targetObjectsOf):
        for predicate in SHAPES.objects(None, target):
            assert (None, predicate, None) in tiny_graph


# ---- What is not


def test_every_constraint_has_an_update_that_breaks_it() -> None:
    assert {update.stem for update in UPDATES} == constraints()


@pytest.mark.parametrize("update", UPDATES, ids=lambda update: update.stem)
def test_a_broken_constraint_is_the_one_problem(update: Path, graph: Graph) -> None:
    graph.update(update.read_text())
    shape, _, constraint = update.stem.partition("--")
    rule = f"{shape} {constraint[0].upper()}{constraint[1:]}"
    assert [problem.rule for problem in problems(graph)] == [rule]


# ---- What a curator is told


@pytest.mark.parametrize("shape", sorted({constraint.partition("--")[0] for constraint in constraints()}))
def test_a_message_ends_in_what_to_do(shape: str) -> None:
    (message,) = SHAPES.objects(SHAPE[shape], SH.message)
    what, _, advice = str(message).partition(": ")
    assert re.fullmatch(r"[A-Z][^:.]*", what)
    assert re.fullmatch(r"(add|remove|correct|fill in|keep) [^:.]*\.|add, remove or correct it\.", advice)


@pytest.mark.parametrize(
    ("update", "told"),
    [
        (
            "Finding-direction--minCount",
            "finding/f1:det:direction: A finding has exactly one direction, one of facilitates, hinders, "
            "mixed, unclear. Add, remove or correct it. [Finding-direction MinCount]",
        ),
        (
            "Facilitator-direction--in",
            "tiny2020/determinant/shared-values:det:direction: The direction of a "
            "facilitator is facilitates (found det:hinders). Correct it. [Facilitator-direction In]",
        ),
        (
            "PublicationCount-count--minInclusive",
            "tiny2020/count/culture:det:count: A publication count has exactly one count, a whole number "
            "from 0 up (found -1). Add, remove or correct it. [PublicationCount-count MinInclusive]",
        ),
    ],
)
def test_a_problem_names_thing_property_and_value(update: str, told: str, graph: Graph) -> None:
    graph.update((BROKEN / "shapes" / f"{update}.ru").read_text())
    assert [str(problem) for problem in problems(graph)] == [told]


# ---- A part of a large graph


@pytest.mark.parametrize("part", [0.0, 0.3, 1.0])
def test_a_part_of_a_graph_conforms_and_is_always_the_same(part: float, shipped_quads: list[Quad]) -> None:
    some = list(shapes.sampled(lambda: shipped_quads, part))
    assert some == list(shapes.sampled(lambda: shipped_quads, part))
    assert list(shapes.check_graph(some, ONTOLOGY)) == []


def test_a_part_has_some_findings_whole_and_everything_else(shipped_quads: list[Quad]) -> None:
    some = set(shapes.sampled(lambda: shipped_quads, 0.3))

    def findings(quads: Iterable[Quad]) -> set[str]:
        return {quad.subject.value for quad in quads if quad.subject.value.startswith(shapes.MANY[1])}

    chosen, every = findings(some), findings(shipped_quads)
    assert 0.2 * len(every) < len(chosen) < 0.4 * len(every)
    for quad in set(shipped_quads) - some:
        subject = quad.subject.value
        assert subject.startswith(shapes.MANY) or quad.graph_name.value.endswith("/derived")
        assert subject not in chosen


def test_what_is_wrong_with_a_chosen_finding_is_found(shipped_quads: list[Quad]) -> None:
    some = set(shapes.sampled(lambda: shipped_quads, 0.3))
    wrong = next(quad for quad in sorted(some, key=str) if quad.predicate == DET.wording)
    without = [quad for quad in shipped_quads if quad != wrong]
    found = list(shapes.check_graph(shapes.sampled(lambda: without, 0.3), ONTOLOGY))
    assert [problem.rule for problem in found] == ["Finding-wording MinCount"]
