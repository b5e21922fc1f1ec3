"""Where `influences` or `factors` find nothing, a sentence says what that means, and a command leads on."""

from collections import Counter
from itertools import product

import pytest

import determinants
from determinants.ask import meaning, naming
from determinants.ask.asking import Graph
from determinants.ask.records import CfirElements, records
from determinants.ground.vocab import BASE
from determinants.store.oxigraph import OxigraphEngine
from determinants.write import listings
from determinants.write.telling import Told

KINDS = {
    meaning.INFLUENCE: ("Influence",),
    meaning.FACTOR: ("Determinant",),
    meaning.ELEMENT: ("Domain", "Construct"),
    meaning.STUDY: ("Publication",),
}


def asked(graph: Graph, here: str, thing: str | None, direction: str | None = None) -> Told:
    if here == "factors":
        return listings.listed(determinants.factors(graph, thing, direction), here)
    return listings.listed(determinants.influences(graph, thing), here)


@pytest.mark.slow
def test_of_anything_without_rows_it_is_said_and_there_is_a_next_command(reviews: OxigraphEngine) -> None:
    graph = Graph(reviews)
    empty: Counter[tuple[str, str]] = Counter()
    ways = [("influences", None), ("factors", None), ("factors", "hinders"), ("factors", "facilitates")]
    for kind, classes in KINDS.items():
        things = sorted(naming.labels(reviews, *classes))
        for thing, (here, direction) in product(things, ways):
            told = asked(graph, here, thing.removeprefix(BASE), direction)
            if not told.rows.rows:
                empty[here, kind] += 1
                assert "nothing found" not in told.text(100)
                assert len(told.notes[0]) > len("No influence is known."), thing
                assert told.onward, thing
    lacking = {*product(("influences", "factors"), KINDS)} - {*empty}
    assert lacking <= {("influences", meaning.INFLUENCE), ("influences", meaning.FACTOR)}


def test_a_count_without_factors_is_said_with_what_else_is_said_of_it(shipped: OxigraphEngine) -> None:
    told = asked(Graph(shipped), "factors", "psw-expectations")
    assert "Ibrahim et al. 2019 counts Expectations held by PSWs in 3 of 53 publications." in told.notes[0]
    assert "This graph knows no single factor of it." in told.notes[0]
    first = "determinants ask review-statements --where influence=ibrahim2019/influence/psw-expectations"
    assert told.onward[0] == first
    assert told.onward[-1] == "determinants studies ibrahim2019/influence/psw-expectations"


def test_what_no_factor_was_narrowed_to_is_said(shipped: OxigraphEngine) -> None:
    graph, construct = Graph(shipped), "cfir2009/patient-needs-and-resources"
    assert (
        "No single barrier is placed in it or below it."
        in asked(graph, "factors", construct, "hinders").notes[0]
    )
    assert asked(graph.of("moss2023"), "factors", None).notes == (
        "No review that is asked names a single factor.",
    )
    assert asked(graph.of("moss2023"), "factors", None).onward == (
        "determinants influences --review moss2023",
    )


@pytest.mark.slow
@pytest.mark.parametrize("here", ["influences", "factors"])
def test_another_edition_with_a_construct_of_this_name_is_named(here: str, shipped: OxigraphEngine) -> None:
    graph = Graph(shipped)
    known = records(graph.ask, CfirElements)
    names = Counter(row.element_label.casefold() for row in known)
    assert (names["culture"], names["peer pressure"]) == (2, 1)
    for slug in ("culture", "cost", "peer-pressure"):
        (row,) = (row for row in known if row.element == f"{BASE}cfir2009/{slug}")
        told = asked(graph, here, naming.path(row.element))
        others = [note for note in told.notes if "has one of this name too: " in note]
        assert len(others) == names[row.element_label.casefold()] - 1, row.element
        for note in others:
            command = note.partition(": determinants ")[2].split()
            assert command[0] == here
            assert asked(graph, *command).rows is not None
