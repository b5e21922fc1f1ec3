"""The graph against its shapes: what is in order, what a curator is told, and a part of a large graph.

That each constraint is found when it is broken is a law (`laws/test_shape_law`).
"""

from collections.abc import Iterable

import pytest
from pyoxigraph import Quad
from rdflib import Graph

from conftest import ONTOLOGY
from determinants.graph import shapes
from determinants.graph.bridge import to_rdflib
from determinants.ground.vocab import BASE, DET
from determinants.store import conformance


@pytest.mark.slow
def test_the_worlds_conform(tiny_quads: list[Quad], shipped_quads: list[Quad]) -> None:
    assert list(conformance.check_graph(tiny_quads, ONTOLOGY)) == []
    assert list(conformance.check_graph(shipped_quads, ONTOLOGY)) == []


# ---- What a curator is told


@pytest.fixture
def graph(tiny_quads: list[Quad]) -> Graph:
    return to_rdflib(tiny_quads)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("thing", "changed", "value", "told"),
    [
        (
            "finding/f1",
            "det:direction",
            "",
            "finding/f1:det:direction: A finding has exactly one direction, one of facilitates, hinders, "
            "mixed, unclear, looked for and not found. Add, remove or correct it. "
            "[Finding-direction MinCount]",
        ),
        (
            "tiny2020/determinant/shared-values",
            "det:direction",
            "det:hinders",
            "tiny2020/determinant/shared-values:det:direction: The direction of a "
            "facilitator is facilitates (found det:hinders). Correct it. [Facilitator-direction In]",
        ),
        (
            "tiny2020/count/culture",
            "det:count",
            "-1",
            "tiny2020/count/culture:det:count: A publication count has exactly one count, a whole number "
            "from 0 up (found -1). Add, remove or correct it. [PublicationCount-count MinInclusive]",
        ),
    ],
)
def test_a_problem_names_thing_property_and_value(
    thing: str, changed: str, value: str, told: str, graph: Graph
) -> None:
    it = f"<{BASE}{thing}> {changed}"
    inserted = f"INSERT {{ {it} {value} }}" if value else ""
    graph.update(f"PREFIX det: <{DET.iri}> DELETE {{ {it} ?v }} {inserted} WHERE {{ {it} ?v }}")
    assert [str(problem) for problem in shapes.check_rdflib(graph, conformance.read_shapes(ONTOLOGY))] == [
        told
    ]


# ---- A part of a large graph


@pytest.mark.slow
@pytest.mark.parametrize("part", [0.0, 0.3, 1.0])
def test_a_part_of_a_graph_conforms_and_is_always_the_same(part: float, shipped_quads: list[Quad]) -> None:
    some = list(shapes.sampled(lambda: shipped_quads, part))
    assert some == list(shapes.sampled(lambda: shipped_quads, part))
    assert list(conformance.check_graph(some, ONTOLOGY)) == []


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


@pytest.mark.slow
def test_what_is_wrong_with_a_chosen_finding_is_found(shipped_quads: list[Quad]) -> None:
    some = set(shapes.sampled(lambda: shipped_quads, 0.3))
    findings = [quad for quad in sorted(some, key=str) if quad.subject.value.startswith(shapes.MANY[1])]
    wrong = next(quad for quad in findings if quad.predicate == DET.wording)
    without = [quad for quad in shipped_quads if quad != wrong]
    found = list(conformance.check_graph(shapes.sampled(lambda: without, 0.3), ONTOLOGY))
    assert [problem.rule for problem in found] == ["Finding-wording MinCount"]
