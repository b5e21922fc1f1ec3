"""Every stored question has a stored answer over both worlds, and every answer depends on its triples."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from answers import EXPECTED, QUESTIONS, WORLDS, worlds, written
from determinants.ask import questions
from determinants.ground.vocab import BASE, DET
from determinants.store.engine import Engine, ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows

DEFINING = questions.load(Path(__file__).parents[1] / "defining")


@pytest.fixture(scope="module")
def engines(tiny: Engine, shipped: Engine) -> dict[str, Engine]:
    return {"tiny": tiny, "released": shipped}


def test_every_question_has_its_answer_and_no_answer_is_left_over() -> None:
    assert {path.stem for path in EXPECTED.glob("*.tsv")} == set(QUESTIONS)


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_one_that_is_stored(name: str, engines: dict[str, Engine]) -> None:
    stored = (EXPECTED / f"{name}.tsv").read_text(encoding="utf-8")
    answered = [written(world, ask(engines[world], worlds(QUESTIONS[name], world))) for world in WORLDS]
    assert "\n".join(answered) == stored, f"if it should have changed: python tests/answers.py {name}"


@pytest.fixture(scope="module")
def store(tiny_quads: list[Quad]) -> Store:
    """The tiny world, from which one triple at a time is taken."""
    made = Store()
    made.extend(tiny_quads)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_some_triple_less_changes_the_answer(
    name: str, tiny: Engine, tiny_quads: list[Quad], store: Store
) -> None:
    """A question whose answer no triple can change asks nothing."""
    text = worlds(QUESTIONS[name], "tiny")
    before = ask(tiny, text)
    named = [
        quad for quad in tiny_quads if quad.predicate.value.rpartition("#")[2].rpartition("/")[2] in text
    ]

    def without(quad: Quad) -> Rows:
        store.remove(quad)
        try:
            return ask(OxigraphEngine(store), text)
        finally:
            store.add(quad)

    assert any(without(quad) != before for quad in named)


def thing(path: str) -> NamedNode:
    return NamedNode(BASE + path)


R = "tiny2020"

# What is changed in the tiny world, and the questions whose answer it must change: these and no other.
MUTATIONS: dict[str, tuple[tuple[NamedNode, NamedNode], NamedNode | Literal | None]] = {
    "the direction of a finding": ((thing("finding/f1"), DET.direction), DET.hinders),
    "a finding loses its reporter": ((thing("finding/f4"), DET.reportedBy), None),
    "a rating": ((thing(f"{R}/rating/north/culture"), DET.score), Literal(0)),
    "a printed count": ((thing(f"{R}/count/culture"), DET.count), Literal(4)),
    "the condition of an alignment": ((thing(f"{R}/alignment/training-inner-setting"), DET.condition), None),
    "the design of a publication": ((thing("publication/ash2010"), DET.design), None),
    "the basis of a crosswalk row": (
        (thing("cfir2009-cfir2022/climate--climate"), DET.crosswalkBasis),
        Literal("stated"),
    ),
    "how many experts endorse a strategy": (
        (thing("eric/endorsement/hold-meetings/cfir2009/climate/frame2022"), DET.percentage),
        Literal("61", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    ),
    "what a discrepancy should be": (
        (thing(f"{R}/discrepancy/statistic-mean-training"), DET.derivedValue),
        Literal("9"),
    ),
}


CHANGED: dict[str, list[str]] = {
    "the direction of a finding": [
        "cfir-factors",
        "cfir-findings",
        "cfir-stated-findings",
        "determinant-actions",
        "determinant-findings",
        "graph-statements",
        "influence-evidence",
        "influence-evidence-by-scope",
        "influence-findings",
        "influence-votes",
        "influence-votes-by-country",
        "influence-votes-by-design",
        "influence-votes-by-modality",
        "influence-votes-by-quality",
        "item-evidence",
        "publication-findings",
        "thing-statements",
        "year-votes",
    ],
    "a finding loses its reporter": [
        "class-properties",
        "evidence-totals",
        "graph-sizes",
        "graph-statements",
        "influence-countries",
        "influence-designs",
        "influence-evidence",
        "influence-evidence-by-scope",
        "influence-findings",
        "influence-pairs",
        "influence-votes",
        "influence-votes-by-country",
        "influence-votes-by-design",
        "influence-votes-by-modality",
        "influence-votes-by-quality",
        "item-evidence",
        "publication-dependents",
        "publication-findings",
        "site-low-items",
        "year-votes",
    ],
    "a rating": [
        "graph-statements",
        "item-spread",
        "review-numbers",
        "site-low-items",
        "site-means-by-experience",
        "site-means-by-income",
        "site-ratings",
        "site-totals",
    ],
    "a printed count": [
        "graph-statements",
        "influence-counts",
        "review-numbers",
        "review-unnamed",
    ],
    "the condition of an alignment": [
        "cfir-alignments",
        "cfir-alignments-derived",
        "cfir-assertions",
        "cfir-domain-alignments",
        "class-properties",
        "graph-sizes",
        "graph-statements",
        "influence-constructs",
    ],
    "the design of a publication": [
        "cfir-findings",
        "class-properties",
        "determinant-findings",
        "evidence-totals",
        "graph-sizes",
        "graph-statements",
        "influence-designs",
        "influence-findings",
        "influence-votes-by-design",
        "publication-records",
        "thing-missing",
    ],
    "the basis of a crosswalk row": [
        "cfir-alignments-derived",
        "cfir-crosswalk",
        "graph-statements",
    ],
    "how many experts endorse a strategy": [
        "graph-statements",
        "strategy-endorsements",
    ],
    "what a discrepancy should be": [
        "discrepancy-values",
        "graph-statements",
    ],
}


def mutated(quads: list[Quad], at: tuple[NamedNode, NamedNode], value: NamedNode | Literal | None) -> Engine:
    """The world with one value replaced, or taken away."""
    subject, predicate = at
    here = [quad for quad in quads if (quad.subject, quad.predicate) == at]
    assert here, f"nothing is said of {at}"
    rest = [quad for quad in quads if quad not in here]
    new = [] if value is None else [Quad(subject, predicate, value, here[0].graph_name)]
    return OxigraphEngine.load([*rest, *new])


def changed_by(mutation: str, tiny: Engine, quads: list[Quad]) -> list[str]:
    other = mutated(quads, *MUTATIONS[mutation])
    # Counts taken in advance are those of the statements (test_cubes), so that these are asked here.
    return [
        name
        for name, question in (QUESTIONS | DEFINING).items()
        if ask(other, text := worlds(question, "tiny")) != ask(tiny, text)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_change_changes_the_answers_that_it_should(
    mutation: str, tiny: Engine, tiny_quads: list[Quad]
) -> None:
    assert changed_by(mutation, tiny, tiny_quads) == CHANGED[mutation]
