"""Counts that are taken when the graph is built are those that the statements give, and are not used where
the statements have changed since.

`defining/` has, for each stored question that reads such counts, the question put to the statements.
"""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from benchmarks import literature
from conftest import DATA, ONTOLOGY, TINY
from determinants import __version__
from determinants.ask import naming, questions
from determinants.ask.asking import Graph
from determinants.graph.cubes import CUBES
from determinants.ground.problems import StaleCounts
from determinants.ground.vocab import BASE, DET, QB, thing
from determinants.store import building
from determinants.store.engine import ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows
from determinants.tables import reading

DEFINING = questions.load(Path(__file__).parents[1] / "defining")
STORED = questions.load(Path(__file__).parents[2] / "queries")
READ_COUNTS = {name for name, question in STORED.items() if f"{BASE}derived/" in question.text}


def graph(*folders: Path) -> OxigraphEngine:
    return OxigraphEngine.load(building.quads(folders, ONTOLOGY, __version__))


def test_every_question_that_reads_counts_says_what_they_stand_for() -> None:
    assert DEFINING.keys() == READ_COUNTS
    for name in READ_COUNTS:
        assert STORED[name].head == DEFINING[name].head


def test_every_cube_is_read_by_a_question() -> None:
    assert {cube.slug for cube in CUBES} == {
        cube.slug
        for cube in CUBES
        if any(f"derived/{cube.slug}>" in STORED[name].text for name in READ_COUNTS)
    }


def same(engine: OxigraphEngine, name: str) -> Rows:
    counted = ask(engine, STORED[name].text)
    assert counted == ask(engine, DEFINING[name].text)
    return counted


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(READ_COUNTS))
def test_counts_are_those_of_the_statements(
    name: str, tiny: OxigraphEngine, reviews: OxigraphEngine, shipped: OxigraphEngine
) -> None:
    assert same(tiny, name).rows
    same(reviews, name)
    same(shipped, name)


@pytest.fixture(scope="module", params=[30_000, 250_000], ids=["30 thousand", "250 thousand"])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> OxigraphEngine:
    """A literature that nobody wrote, beside the released data."""
    folder = tmp_path_factory.mktemp("literature")
    literature.write(folder, request.param, seed=7)
    return graph(DATA, folder)


@pytest.mark.slow
def test_counts_are_those_of_the_statements_of_a_literature(large: OxigraphEngine) -> None:
    for name in sorted(READ_COUNTS):
        assert same(large, name).rows or name == "determinant-unsupported", name


@pytest.mark.slow
def test_the_same_literature_is_written_again(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        literature.write(tmp_path / folder, 5_000, seed=3)
    literature.write(tmp_path / "other", 5_000, seed=4)
    one, two, other = (reading.state(tmp_path / folder) for folder in ("one", "two", "other"))
    assert one == two != other
    assert building.problems([DATA, tmp_path / "one"]) == []


# ---- What is stale


STATES = {
    "other statements": lambda store, state: (
        store.remove(Quad(thing("dataset"), DET.state, state, thing("graph", "metadata"))),
        store.add(Quad(thing("dataset"), DET.state, Literal("other"), thing("graph", "metadata"))),
    ),
    "statements of no known state": lambda store, state: store.remove(
        Quad(thing("dataset"), DET.state, state, thing("graph", "metadata"))
    ),
    "no counts": lambda store, _: store.remove_graph(thing("graph", "derived")),
}


@pytest.mark.slow
@pytest.mark.parametrize("change", STATES.values(), ids=STATES)
@pytest.mark.parametrize("name", sorted(READ_COUNTS))
def test_counts_of_another_state_are_refused(name: str, change: object, tiny_quads: list[Quad]) -> None:
    store = Store()
    store.extend(tiny_quads)
    (state,) = (
        quad.object for quad in tiny_quads if (quad.subject, quad.predicate) == (thing("dataset"), DET.state)
    )
    change(store, state)  # type: ignore[operator]
    engine = OxigraphEngine(store)
    with pytest.raises(StaleCounts, match="load both again"):
        ask(engine, STORED[name].text)
    # An engine that is asked without us gives nothing rather than what is no longer true.
    assert ask(engine, DEFINING[name].text).rows
    answer = engine.query(STORED[name].text)
    assert isinstance(answer, Rows)
    assert not answer.rows


def test_questions_that_read_no_counts_do_not_need_them(tiny_quads: list[Quad]) -> None:
    engine = OxigraphEngine.load(quad for quad in tiny_quads if quad.graph_name != thing("graph", "derived"))
    assert ask(engine, naming.question("influence-findings").text).rows


def test_an_observation_says_of_which_cube_it_is_and_every_cube_has_its_structure(
    tiny_quads: list[Quad],
) -> None:
    derived = [quad for quad in tiny_quads if quad.graph_name == thing("graph", "derived")]
    structures = {quad.subject: quad.object for quad in derived if quad.predicate == QB.structure}
    assert {cube.value.rpartition("/")[2] for cube in structures if isinstance(cube, NamedNode)} == {
        cube.slug for cube in CUBES
    }
    for quad in derived:
        if quad.predicate == QB.dataSet:
            assert quad.object in structures


# ---- The state of rows


def test_the_state_does_not_depend_on_the_order_of_rows_but_on_every_cell(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    (folder / "findings").mkdir(parents=True)
    table = folder / "findings/findings.csv"
    head, *rows = (TINY / "findings/findings.csv").read_text().splitlines()

    def state(lines: list[str]) -> str:
        table.write_text("\n".join([head, *lines]) + "\n")
        return reading.state(folder)

    before = state(rows)
    assert state(rows[::-1]) == before
    assert state(rows[1:]) != before
    assert state([*rows[1:], rows[0].replace("facilitates", "hinders")]) != before


@pytest.mark.parametrize("slug", [cube.slug for cube in CUBES])
def test_what_is_shown_of_a_thing_lists_no_data_set_without_observations(
    slug: str, tiny_quads: list[Quad]
) -> None:
    empty = thing(f"derived/{slug}")
    quads = [quad for quad in tiny_quads if (quad.predicate, quad.object) != (QB.dataSet, empty)]
    named = {quad.object for quad in quads if quad.subject == empty if isinstance(quad.object, NamedNode)}
    assert thing("dataset") in named
    rows = Graph(OxigraphEngine.load(quads)).ask("thing-mentions", thing=[*named])
    assert empty.value not in {row["subject"] for row in rows.records()}
