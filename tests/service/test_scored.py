"""What scores come to: totals, agreement, change, and what is agreed to do."""

from dataclasses import replace
from fractions import Fraction

import pytest

from determinants.ask.asking import Graph
from determinants.ground.vocab import BASE
from determinants.service import measure
from determinants.service.measure.answering import PlannedAction, Sheet
from determinants.service.measure.instrument import Instrument
from determinants.service.measure.scoring import Agreement, change, services
from determinants.store.oxigraph import OxigraphEngine

CULTURE, TRAINING = f"{BASE}tiny2020/item/culture", f"{BASE}tiny2020/item/training"
BLAME = f"{BASE}tiny2020/determinant/blame"


@pytest.fixture(scope="module")
def asked(tiny: OxigraphEngine) -> Instrument:
    return measure.instrument(Graph(tiny).ask)


def test_what_is_missing_counts_as_the_ends_of_the_scale_wherever_it_begins(asked: Instrument) -> None:
    from_one = replace(asked, anchors={score + 1: said for score, said in asked.anchors.items()})
    (service,) = services(from_one, [Sheet("Here", "", "x", {CULTURE: 2}), Sheet("Here", "", "y", {})])
    (total,) = service.latest.totals
    assert (total.rater, total.least, total.most) == ("x", 2 + 1, 2 + max(from_one.anchors))


def test_who_scored_nothing_is_no_rater_and_has_no_total(asked: Instrument) -> None:
    sheets = [Sheet("Here", "", "x", {CULTURE: 2}), Sheet("Here", "", "y", {}, {BLAME: True})]
    (service,) = services(asked, sheets)
    assert service.latest.raters == ("x",)
    assert service.latest.sheets == tuple(sheets)
    assert [total.rater for total in service.latest.totals] == ["x"]
    assert service.latest.items[0].scores == {"x": 2}


@pytest.mark.parametrize(
    ("scores", "agreement"),
    [
        ([2, 2, 2], Agreement(3, 3, 3)),
        ([0, 1, 2], Agreement(3, 0, 2)),
        ([3, 0], Agreement(1, 0, 0)),
        ([0, 1, 1], Agreement(3, 1, 3)),
    ],
)
def test_agreement_is_of_pairs(asked: Instrument, scores: list[int], agreement: Agreement) -> None:
    sheets = [Sheet("Here", "", str(rater), {CULTURE: score}) for rater, score in enumerate(scores)]
    (service,) = services(asked, sheets)
    assert service.latest.agreement == agreement


def test_nothing_changed_where_one_of_two_days_says_nothing(asked: Instrument) -> None:
    first = Sheet("Here", "2026-01-01", "x", {CULTURE: 1})
    second = Sheet("Here", "2026-02-01", "x", {TRAINING: 3})
    third = Sheet("Here", "2026-03-01", "x", {CULTURE: 0, TRAINING: 1})
    (service,) = services(asked, [third, first, second])
    assert [before.date for before, _ in service.changes] == ["2026-01-01", "2026-02-01"]
    assert change(*service.changes[0]) == {CULTURE: None, TRAINING: None}
    assert change(*service.changes[1]) == {CULTURE: None, TRAINING: Fraction(-2)}


def plan(item: str, what: str) -> PlannedAction:
    return PlannedAction(item, what)


def test_of_each_item_the_latest_plan_holds_and_each_line_once(asked: Instrument) -> None:
    old, new = plan(CULTURE, "talk"), plan(CULTURE, "train")
    other = plan(TRAINING, "pay")
    sheets = [
        Sheet("Here", "2026-01-01", "x", {CULTURE: 1}, plans=(other, old)),
        Sheet("Here", "2026-02-01", "x", {CULTURE: 2}, plans=(new,)),
        Sheet("Here", "2026-02-01", "y", {CULTURE: 2}, plans=(new, plan(CULTURE, "meet"))),
        Sheet("Here", "2026-03-01", "x", {CULTURE: 3}),
        Sheet("There", "2026-04-01", "x", {CULTURE: 3}, plans=(old,)),
    ]
    here, there = services(asked, sheets)
    assert here.plan == (new, plan(CULTURE, "meet"), other)
    assert there.plan == (old,)


def test_a_sheet_that_only_plans_is_of_no_day_unless_there_is_no_other(asked: Instrument) -> None:
    rated = Sheet("Here", "2026-01-01", "x", {CULTURE: 1})
    planned = Sheet("Here", "2026-02-01", "", plans=(plan(CULTURE, "talk"),))
    (service,) = services(asked, [rated, planned])
    assert [occasion.date for occasion in service.occasions] == ["2026-01-01"]
    assert service.plan == planned.plans
    (service,) = services(asked, [planned])
    assert [occasion.date for occasion in service.occasions] == ["2026-02-01"]


def test_raters_are_numbered_from_one_and_who_has_no_name_has_no_number() -> None:
    named = [Sheet("Here", "2026-01-01", name, {CULTURE: 1}) for name in ("ab", "", "cd")]
    told = [sheet.rater for sheet in measure.unnamed(named)]
    assert sorted(told) == ["", "rater 1", "rater 2"]
    assert told[1] == ""
    assert [sheet.rater for sheet in measure.unnamed(named[:2])] == ["rater 1", ""]
