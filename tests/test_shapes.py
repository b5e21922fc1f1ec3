"""The shapes ask for what they should: each constraint can be broken, and is found when it is.

A file of `broken/shapes` is an update of the tiny graph, named for the shape and the one constraint
that it breaks. Which files there must be follows from `ontology/shapes.ttl`.
"""

import re
from pathlib import Path

import pytest
from conftest import BROKEN, ONTOLOGY
from pyoxigraph import Quad
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

from determinants import shapes
from determinants.problems import Problem
from determinants.rdf import to_rdflib
from determinants.vocab import DET

UPDATES = sorted((BROKEN / "shapes").glob("*.ru"))
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

ALSO_A_DETERMINANT = "the ontology makes it a determinant, whose shape asks for the same"
IMPLIED = {
    "Facilitator-direction--minCount": ALSO_A_DETERMINANT,
    "Facilitator-direction--maxCount": "only one value is allowed, and no value can be there twice",
    "Barrier-direction--minCount": ALSO_A_DETERMINANT,
    "Barrier-direction--maxCount": "only one value is allowed, and no value can be there twice",
    "Subconstruct-broader--minCount": "the ontology makes it a construct, whose shape asks for the same",
    "Subconstruct-broader--maxCount": "the ontology makes it a construct, whose shape asks for the same",
}


def local(iri: object) -> str:
    return str(iri).rpartition("#")[2]


def constraints() -> set[str]:
    """Every constraint of every shape that has a name."""
    return {
        f"{local(shape)}--{local(parameter)}"
        for shape, parameter in SHAPES.subject_predicates()
        if isinstance(shape, URIRef) and parameter.startswith(str(SH)) and parameter not in NOT_CONSTRAINTS
    }


def messages() -> dict[str, list[str]]:
    """The messages of every shape that asks for something."""
    named = {constraint.partition("--")[0] for constraint in constraints()}
    return {
        name: [str(text) for text in SHAPES.objects(URIRef(f"https://w3id.org/determinants/shapes#{name}"), SH.message)]
        for name in named
    }


def problems(graph: Graph) -> list[Problem]:
    return list(shapes.check_rdflib(graph, ONTOLOGY))


@pytest.fixture(scope="module")
def tiny_graph(tiny_quads: list[Quad]) -> Graph:
    return to_rdflib(tiny_quads)


@pytest.fixture
def graph(tiny_graph: Graph) -> Graph:
    """A copy of the tiny graph that may be broken."""
    copy = Graph(bind_namespaces="none")
    copy += tiny_graph
    return copy


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
    assert set(IMPLIED) <= constraints()
    assert {update.stem for update in UPDATES} == constraints() - set(IMPLIED)


@pytest.mark.parametrize("update", UPDATES, ids=lambda update: update.stem)
def test_a_broken_constraint_is_the_one_problem(update: Path, graph: Graph) -> None:
    graph.update(update.read_text())
    shape, _, constraint = update.stem.partition("--")
    assert [problem.rule for problem in problems(graph)] == [f"{shape} {constraint[0].upper()}{constraint[1:]}"]


@pytest.mark.parametrize("constraint", sorted(IMPLIED))
def test_what_another_shape_implies_stands_there_only_once_more(constraint: str) -> None:
    """The reasons in `IMPLIED` hold: the ontology says so, or there is but one value to choose."""
    shape, _, parameter = constraint.partition("--")
    name = URIRef(f"https://w3id.org/determinants/shapes#{shape}")
    values = SHAPES.value(name, SH["in"])
    kind = URIRef(DET.iri + shape.partition("-")[0])
    above = Graph().parse(ONTOLOGY / "determinants.ttl", format="turtle").value(kind, RDFS.subClassOf)
    same = name.replace(shape, f"{local(above)}-{shape.partition('-')[2]}")
    implied = SHAPES.value(URIRef(same), SH[parameter]) == SHAPES.value(name, SH[parameter])
    assert implied or len(list(SHAPES.items(values))) == 1


# ---- What a curator is told


@pytest.mark.parametrize(("shape", "said"), sorted(messages().items()), ids=lambda value: str(value)[:40])
def test_a_message_ends_in_what_to_do(shape: str, said: list[str]) -> None:
    (message,) = said
    what, _, advice = message.partition(": ")
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
            "tiny2020/determinant/shared-values:det:direction: A facilitator has exactly one direction, "
            "which is facilitates (found det:hinders). Add, remove or correct it. [Facilitator-direction In]",
        ),
        (
            "Finding-subject--xone",
            "finding/f1: A finding is about an influence or about a topic, not both and not neither "
            "(found finding/f1). Fill in one of the two. [Finding-subject Xone]",
        ),
    ],
)
def test_a_problem_names_the_thing_the_property_and_what_is_there(update: str, told: str, graph: Graph) -> None:
    graph.update((BROKEN / "shapes" / f"{update}.ru").read_text())
    assert [str(problem) for problem in problems(graph)] == [told]
