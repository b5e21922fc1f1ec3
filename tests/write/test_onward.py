"""What is shown of one thing, and rows that are all about one, name the commands for the next step."""

import pytest

import determinants
from determinants.ask.asking import Graph
from determinants.ground import called
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows
from determinants.write import prose
from determinants.write.onward import COMMANDS, from_rows


@pytest.mark.parametrize(
    ("thing", "own"),
    [
        ("tiny2020/influence/culture", "influences"),
        ("tiny2020/determinant/shared-values", "factors"),
        ("cfir2009/climate", "cfir"),
        ("cfir2009/inner-setting", "cfir"),
        ("publication/ash2010", "studies"),
    ],
)
def test_what_is_shown_leads_to_the_three_others(thing: str, own: str, tiny: OxigraphEngine) -> None:
    graph = Graph(tiny)
    told = prose.thing(determinants.show(graph, thing))
    assert set(told.onward) == {
        called.command(f"{name} {thing}") for name in COMMANDS.values() if name != own
    }
    for command in told.onward:
        getattr(determinants, command.split()[1])(graph, thing)  # it can be asked as it stands
    assert told.known["next"] == list(told.onward)


def test_a_review_leads_to_what_it_counts_and_other_things_nowhere(tiny: OxigraphEngine) -> None:
    graph = Graph(tiny)
    assert prose.thing(determinants.show(graph, "tiny2020")).onward == (
        "determinants influences --review tiny2020",
    )
    assert prose.thing(determinants.show(graph, "f1")).onward == ()


def test_rows_lead_on_where_all_are_about_one_thing(tiny: OxigraphEngine) -> None:
    graph = Graph(tiny)
    culture = "tiny2020/influence/culture"
    rows = graph.ask("influence-counts", influence=culture)
    assert from_rows(rows) == tuple(
        f"determinants {name} {culture}" for name in ("factors", "cfir", "studies")
    )
    everything = graph.ask("influence-counts")
    assert len(everything) > 1
    assert from_rows(everything) == from_rows(Rows(rows.columns, ())) == ()


def test_a_construct_that_a_review_codes_to_is_taken_for_one(shipped: OxigraphEngine) -> None:
    rows = Graph(shipped).ask("influence-counts", influence="cfir2009/patient-needs-and-resources")
    construct = "cfir2009/patient-needs-and-resources"
    assert from_rows(rows) == tuple(
        f"determinants {name} {construct}" for name in ("influences", "factors", "studies")
    )
