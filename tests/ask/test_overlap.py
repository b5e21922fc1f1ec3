"""Overlap: what reviews include in common, how much of what they could, and of which it cannot be known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

import determinants
from determinants.ask.asking import Graph
from determinants.ask.naming import slug
from determinants.ask.overlap import corrected_covered_area
from determinants.ground.vocab import DET
from determinants.store.oxigraph import OxigraphEngine


def test_reviews_that_do_not_name_all_are_left_out_with_the_reason(reviews: OxigraphEngine) -> None:
    found = determinants.overlap(Graph(reviews))
    assert [review.review_label for review in found.reviews] == ["Green 2015"]
    assert {left.review_label: left.why for left in found.left_out} == {
        "Tiny et al. 2020": "some of its publications are named",
        "Wave 2018": "some of its publications are named",
    }
    assert (found.pairs, found.corrected_covered_area) == ((), None)


def test_reviews_that_name_all_are_compared_two_by_two_and_together(reviews_quads: list[Quad]) -> None:
    engine = OxigraphEngine.load(
        Quad(quad.subject, quad.predicate, Literal("all"), quad.graph_name)
        if quad.predicate == DET.included
        else quad
        for quad in reviews_quads
    )
    # tiny: ash, birch; garden: ash, elm, fir; tide: elm, gorse.
    found = determinants.overlap(Graph(engine))
    assert {
        (slug(pair.review), slug(pair.other)): (
            [slug(row.publication) for row in pair.shared],
            pair.corrected_covered_area,
        )
        for pair in found.pairs
    } == {
        ("garden2015", "tide2018"): (["elm2011"], Decimal("0.25")),
        ("garden2015", "tiny2020"): (["ash2010"], Decimal("0.25")),
        ("tide2018", "tiny2020"): ([], Decimal(0)),
    }
    assert found.corrected_covered_area == Decimal(7 - 5) / (5 * 3 - 5)
    assert determinants.overlap(Graph(engine).of("tiny2020")) == found


def test_sources_have_in_common_what_they_include_cite_or_state(reviews: OxigraphEngine) -> None:
    rows = Graph(reviews).ask("review-overlap", source="garden2015", other="tide2018").records()
    # Both include elm2011, the one cites ash2010 and the other states a finding of it.
    assert [(row["publications"], row["included"], row["draws"]) for row in rows] == [(2, 1, 3)]


def test_no_source_overlaps_with_itself(reviews: OxigraphEngine, shipped: OxigraphEngine) -> None:
    for engine in (reviews, shipped):
        assert all(row["source"] != row["other"] for row in Graph(engine).ask("review-overlap").records())


@pytest.mark.parametrize(
    ("included", "area"),
    [
        ([], None),
        ([{"a", "b"}], None),
        ([set(), set()], None),
        ([{"a"}, {"b"}], Decimal(0)),
        ([{"a", "b"}, {"a", "b"}, {"a", "b"}], Decimal(1)),
        ([{"a", "b"}, {"b", "c"}], Decimal(1) / 3),
    ],
)
def test_the_corrected_covered_area_is_that_of_its_source(
    included: list[set[str]], area: Decimal | None
) -> None:
    assert corrected_covered_area(included) == area


@given(st.lists(st.sets(st.integers(0, 9).map(str)), min_size=2, max_size=5))
def test_it_is_a_share(included: list[set[str]]) -> None:
    area = corrected_covered_area(included)
    assert area is None or 0 <= area <= 1
