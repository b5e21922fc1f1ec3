"""A service measured: what may be answered, how answers become scores, and what may not be made of them.

The world is the tiny one: a measure of two items, culture and training, scored from 0 to 3; two factors of
each, one of which the review does not print; and two published sites, North (3, 2) and South (1, 1).
"""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinants.ask.asking import Graph
from determinants.ground.problems import DataError, UsageError
from determinants.ground.vocab import BASE
from determinants.service import measure
from determinants.service.measure import Answered, Instrument, Sheet, answered, services
from determinants.service.measure.forms import COLUMNS, PLANNING
from determinants.service.measure.planning import PlannedAction
from determinants.service.measure.scoring import change
from determinants.service.measure.ticks import compared, ticked
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows
from determinants.tables.model.replies import Reply

CULTURE, TRAINING = f"{BASE}tiny2020/item/culture", f"{BASE}tiny2020/item/training"
VALUES, BLAME = (f"{BASE}tiny2020/determinant/{name}" for name in ("shared-values", "blame"))
SHUT = f"{BASE}own/determinant/closed-shop"


@pytest.fixture(scope="module")
def asked(tiny: OxigraphEngine) -> Instrument:
    return measure.instrument(Graph(tiny).ask)


@pytest.fixture(scope="module")
def released(shipped: OxigraphEngine) -> Instrument:
    return measure.instrument(Graph(shipped).ask)


def sheet(rater: str, culture: int | None, training: int | None, date: str = "", **ticks: bool) -> Sheet:
    given = {CULTURE: culture, TRAINING: training}
    return Sheet(
        "Here",
        date,
        rater,
        {item: score for item, score in given.items() if score is not None},
        {f"{BASE}{name.replace('__', '/').replace('_', '-')}": so for name, so in ticks.items()},
    )


def problems(asked: Instrument, *replies: Answered) -> list[tuple[str, int, str, str]]:
    with pytest.raises(DataError) as caught:
        answered(asked, replies)
    return [(each.file, each.line, each.column, each.rule) for each in caught.value.problems]


# The instrument.


def test_the_measure_is_that_of_the_review(asked: Instrument) -> None:
    assert [(item.key, item.ordinal, item.label) for item in asked.items] == [
        ("culture", 1, "Culture"),
        ("training", 2, "Training"),
    ]
    assert asked.anchors == {
        0: "all barriers are there",
        1: "barriers outnumber facilitators",
        2: "facilitators outnumber barriers",
        3: "all facilitators are there",
    }
    assert asked.highest == 6
    assert asked.conditions == {
        "training": {
            "external": "training is provided externally",
            "internal": "training is provided internally",
        }
    }


def test_the_checklist_goes_item_by_item_barriers_first_and_ends_with_what_no_item_asks(
    asked: Instrument,
) -> None:
    assert [(factor.key, factor.reviewed) for factor in asked.factors] == [
        ("blame", True),
        ("closed-shop", False),
        ("shared-values", True),
        ("distant-training", True),
        ("paid-training", True),
        ("open-door", False),
    ]


def test_every_factor_of_the_graph_is_on_the_checklist(released: Instrument, shipped: OxigraphEngine) -> None:
    ask = Graph(shipped).ask
    known = {str(row["determinant"]) for row in ask("influence-determinants", review="ibrahim2019").records()}
    known |= {str(row["determinant"]) for row in ask("determinant-beyond").records()}
    assert {factor.iri for factor in released.factors} == known
    assert len({factor.key for factor in released.factors}) == len(known)


PRINTED = {"Ulm": 3, "Hamburg": 15, "Kampala": 15, "Dar es Salaam": 10, "Beer Sheva": 19, "Pune": 7}


def test_the_published_sites_scored_from_their_ratings_give_the_printed_totals(released: Instrument) -> None:
    """Table 2 of Ibrahim et al. 2019, row Total."""
    assert {site.label: measure.total(site) for site in released.published} == PRINTED
    as_sheets = [Sheet(site.label, "", "lead", dict(site.scores)) for site in released.published]
    totals = {service.site: service.latest.total for service in services(released, as_sheets)}
    assert totals == PRINTED


def test_a_measure_is_asked_for_by_name_where_it_is_not_the_only_one(tiny: OxigraphEngine) -> None:
    ask = Graph(tiny).ask
    assert measure.instrument(ask, "tiny2020").review == f"{BASE}tiny2020"
    twice = ask("measure-items")
    place = twice.columns.index("review")
    other = tuple(
        tuple(type(cell)(f"{BASE}other") if at == place else cell for at, cell in enumerate(row))
        for row in twice.rows
    )
    with pytest.raises(UsageError, match="tiny2020, other"):
        measure.instrument(lambda *_, **__: Rows(twice.columns, twice.rows + other))
    with pytest.raises(UsageError, match="no review has a measure"):
        measure.instrument(lambda *_, **__: Rows(twice.columns, ()))


def test_of_a_review_without_a_measure_it_is_said_where_those_stand_that_have_one(
    tiny: OxigraphEngine,
) -> None:
    items = Graph(tiny).ask("measure-items")
    nothing = Rows(items.columns, ())
    with pytest.raises(UsageError, match="'other' has no measure"):
        measure.instrument(lambda *_, **by: nothing if by else items, "other")


# Forms.


def test_a_blank_form_asks_everything_and_answers_nothing(asked: Instrument) -> None:
    blank = list(measure.form(asked, checklist=True, site="Here", date="2026-01-31", rater="Kim").records())
    assert [row["question"] for row in blank] == [
        *("culture", "training", "training"),
        *(factor.key for factor in asked.factors),
    ]
    assert {row["answer"] for row in blank} == {""}
    assert {(row["site"], row["date"], row["rater"]) for row in blank} == {("Here", "2026-01-31", "Kim")}
    assert all(meaning in str(blank[0]["choices"]) for meaning in asked.anchors.values())


def test_without_a_checklist_only_items_and_conditions_are_asked(asked: Instrument) -> None:
    assert len(measure.form(asked, checklist=False)) == len(asked.items) + len(asked.conditions)


def test_the_columns_of_a_form_are_the_fields_of_a_reply_and_are_documented() -> None:
    """Said once in the model; the form and the document follow it."""
    assert {*PLANNING, "item"} == Reply.model_fields.keys()
    assert set(COLUMNS) < set(PLANNING)
    page = (Path(__file__).parents[2] / "docs/service.md").read_text(encoding="utf-8")
    listed = page[page.index("## What a form holds") :]
    assert all(f"`{name}`" in listed for name in Reply.model_fields)


def replies_of(table: Rows) -> list[Answered]:
    names = ("question", "answer", "note", "site", "date", "rater")
    return [Answered(*(str(row[name]) for name in names)) for row in table.records()]


@pytest.mark.slow
@given(data=st.data())
def test_answers_kept_as_a_form_and_read_again_are_the_same_answers(
    released: Instrument, data: st.DataObject
) -> None:
    """The law of --save: what is written is what is read."""
    replies = replies_of(measure.form(released, checklist=True, site="S", date="2026-01-31", rater="R"))
    chosen = {item.key: ("0", "1", "2", "3") for item in released.items}
    chosen |= {factor.key: ("yes", "no") for factor in released.factors}
    chosen |= {facet: tuple(answers) for facet, answers in released.conditions.items()}
    some = data.draw(st.lists(st.sampled_from(replies), unique_by=lambda reply: reply.question, max_size=12))
    filled = [
        Answered(
            reply.question, data.draw(st.sampled_from(chosen[reply.question])), "", "S", "2026-01-31", "R"
        )
        for reply in some
    ]
    kept = measure.filled(released, filled)
    assert answered(released, replies_of(kept)) == answered(released, filled)


# Answers.


def test_answers_of_one_rater_make_one_sheet(asked: Instrument) -> None:
    (found,) = answered(
        asked,
        [
            Answered("culture", "2", note="mostly"),
            Answered("2", " 1 "),
            Answered("training", "internal"),
            Answered("blame", "Yes"),
            Answered("shared-values", "no"),
            Answered("paid-training", ""),
        ],
    )
    assert found.site == "Our service"
    assert found.scores == {CULTURE: 2, TRAINING: 1}
    assert found.conditions == {"training": "internal"}
    assert found.ticks == {BLAME: True, VALUES: False}
    assert found.notes == {CULTURE: "mostly"}


def test_raters_days_and_sites_are_told_apart(asked: Instrument) -> None:
    who = [("A", "2026-01-01", "x"), ("A", "2026-01-01", "y"), ("A", "2026-02-01", "x"), ("B", "", "")]
    found = answered(
        asked, [Answered("culture", "2", site=site, date=date, rater=rater) for site, date, rater in who]
    )
    assert [(each.site, each.date, each.rater) for each in found] == who


def test_a_name_is_the_same_in_whatever_signs_and_shown_as_first_written(asked: Instrument) -> None:
    """A composed letter and a decomposed one, capitals, spaces, and marks that are not seen."""
    sites = ["Praxis K\u00f6ln", "Praxis Ko\u0308ln", "praxis  K\u00d6LN", "Praxis K\u00f6ln\u200f"]
    found = answered(
        asked,
        [Answered("culture", "2", site=site, rater=str(place)) for place, site in enumerate(sites)],
    )
    assert {each.site for each in found} == {sites[0]}
    (service,) = services(asked, found)
    assert len(service.latest.raters) == len(sites)


@pytest.mark.parametrize("answer", ["2.5", "4", "-1", "N/A", "2,5", "two", "²", "٢", "1e0", "yes", "0x1"])
def test_what_is_no_score_is_refused_where_it_stands(asked: Instrument, answer: str) -> None:
    reply = Answered("culture", answer, file="form.csv", line=7)
    assert problems(asked, reply) == [("form.csv", 7, "answer", "not-an-answer")]


@pytest.mark.parametrize(
    ("question", "answer", "write"),
    [
        ("culture", "9", "Write 0, 1, 2 or 3"),
        ("blame", "perhaps", "Write yes, no"),
        ("training", "elsewhere", "Write external or internal, or 0, 1, 2 or 3"),
    ],
)
def test_a_refusal_says_what_to_write(asked: Instrument, question: str, answer: str, write: str) -> None:
    with pytest.raises(DataError, match=write):
        answered(asked, [Answered(question, answer)])


def test_a_word_that_calls_two_things_is_told_by_its_answer(asked: Instrument) -> None:
    (found,) = answered(asked, [Answered("training", "2"), Answered("training", "external")])
    assert (found.scores, found.conditions) == ({TRAINING: 2}, {"training": "external"})


@pytest.mark.parametrize("answer", ["2", " 2 ", "2.0", "2,00"])
def test_a_whole_number_may_be_shown_with_decimals(asked: Instrument, answer: str) -> None:
    (found,) = answered(asked, [Answered("culture", answer)])
    assert found.scores == {CULTURE: 2}


def test_names_are_the_same_in_capitals_or_not(asked: Instrument) -> None:
    replies = [
        Answered("culture", "1", site="Ulm", rater="Kim"),
        Answered("2", "1", site="ULM ", rater="kim"),
    ]
    (found,) = answered(asked, replies)
    assert (found.site, found.rater, len(found.scores)) == ("Ulm", "Kim", 2)


def test_all_problems_are_given_at_once(asked: Instrument) -> None:
    assert problems(
        asked,
        Answered("culture", "7", file="f", line=2),
        Answered("nonsense", "1", file="f", line=3),
        Answered("training", "1", file="f", line=4),
        Answered("2", "2", file="f", line=5),
    ) == [
        ("f", 2, "answer", "not-an-answer"),
        ("f", 3, "question", "unknown-question"),
        ("f", 5, "question", "answered-twice"),
    ]


def test_the_same_answer_by_another_rater_is_no_contradiction(asked: Instrument) -> None:
    assert (
        len(answered(asked, [Answered("culture", "1", rater="x"), Answered("culture", "2", rater="y")])) == 2
    )


@pytest.mark.parametrize("given", ["culture", "culture=9", "nothing=1", "=1"])
def test_an_option_that_answers_nothing_is_a_wrong_call(asked: Instrument, given: str) -> None:
    with pytest.raises(UsageError):
        list(measure.said(asked, [given], "--answer"))


# Scores.


def test_a_total_is_the_sum_of_the_items(asked: Instrument) -> None:
    (service,) = services(asked, [sheet("x", 3, 2)])
    assert service.latest.total == 5


def test_what_is_missing_is_not_nought(asked: Instrument) -> None:
    """The stated rule: no total, but between what it lies."""
    (service,) = services(asked, [sheet("x", 2, None)])
    assert service.latest.total is None
    (total,) = service.latest.totals
    assert (total.answered, total.least, total.most, total.complete) == (1, 2, 5, False)
    assert [scored.mean for scored in service.latest.items] == [2, None]
    assert not service.latest.items[1].low


scores = st.sampled_from([0, 1, 2, 3, None])


@given(st.lists(st.tuples(scores, scores), min_size=1, max_size=5))
def test_whatever_is_filled_in_later_the_total_lies_within_its_bounds(
    asked: Instrument, rows: list[tuple[int | None, int | None]]
) -> None:
    given = [sheet(str(n), *row) for n, row in enumerate(rows)]
    for total in (each for service in services(asked, given) for each in service.latest.totals):
        assert 0 <= total.least <= total.most <= asked.highest
        filled = [
            sum(end if score is None else score for score in rows[int(total.rater)]) for end in (0, 1, 2, 3)
        ]
        assert all(total.least <= each <= total.most for each in filled)
        assert (filled[0], filled[-1]) == (total.least, total.most)


def test_several_raters_are_averaged_and_their_spread_is_kept(asked: Instrument) -> None:
    (service,) = services(asked, [sheet("x", 0, 2), sheet("y", 1, 2), sheet("z", 3, None)])
    culture, training = service.latest.items
    assert (culture.mean, culture.scores) == (Fraction(4, 3), {"x": 0, "y": 1, "z": 3})
    assert (training.mean, training.scores) == (2, {"x": 2, "y": 2, "z": None})
    assert service.latest.total == Fraction(2 + 3, 2), "of the two who answered everything"


def test_agreement_counts_pairs_of_scores_for_the_same_item(asked: Instrument) -> None:
    (service,) = services(asked, [sheet("x", 0, 2), sheet("y", 1, 2), sheet("z", 3, None)])
    found = service.latest.agreement
    assert found is not None
    assert (found.pairs, found.same, found.within_one) == (4, 1, 2)
    (alone,) = services(asked, [sheet("x", 0, 2)])
    assert alone.latest.agreement is None


@pytest.mark.parametrize(
    ("given", "low"),
    [([0], True), ([1], True), ([2], False), ([1, 2], True), ([1, 2, 2], False), ([0, 3, 1], True)],
)
def test_an_item_is_low_if_half_of_its_raters_see_more_barriers(
    asked: Instrument, given: list[int], low: bool
) -> None:
    (service,) = services(asked, [sheet(str(n), score, None) for n, score in enumerate(given)])
    assert service.latest.items[0].low is low


def test_change_is_from_one_day_to_the_next(asked: Instrument) -> None:
    (service,) = services(
        asked,
        [sheet("x", 0, 2), sheet("x", 1, None, "2026-01-01"), sheet("x", 3, 1, "2026-03-01")],
    )
    ((before, after),) = service.changes
    assert (before.date, after.date) == ("2026-01-01", "2026-03-01"), "a day that is not known is no time"
    assert change(before, after) == {CULTURE: 2, TRAINING: None}
    assert service.latest is after


def test_scores_to_be_drawn_have_the_total_that_was_scored(asked: Instrument) -> None:
    """The sum of means is another number where somebody left an item out."""
    rows = list(measure.own(services(asked, [sheet("x", 0, 2), sheet("y", 3, None)])).records())
    assert [(row["site_label"], row["score"], row["total"]) for row in rows] == [
        ("Here", 1.5, 2),
        ("Here", 2, 2),
    ]


# Ticks beside scores.


def occasion(asked: Instrument, *sheets: Sheet) -> measure.Occasion:
    (service,) = services(asked, sheets)
    return service.latest


@pytest.mark.parametrize(
    ("score", "values", "blame", "verdict"),
    [
        (3, True, False, "agree"),
        (2, True, False, "agree"),
        (1, False, True, "agree"),
        (0, True, False, "do not agree"),
        (3, False, True, "do not agree"),
        (2, True, True, "cannot be compared"),
        (2, False, False, "cannot be compared"),
    ],
)
def test_ticks_tell_which_outnumber_as_scores_do(
    asked: Instrument, score: int, values: bool, blame: bool, verdict: str
) -> None:
    day = occasion(
        asked,
        sheet(
            "x", score, None, tiny2020__determinant__shared_values=values, tiny2020__determinant__blame=blame
        ),
    )
    found = compared(asked, day, day.items[0])
    assert found is not None
    assert found.verdict == verdict
    assert (found.facilitators, found.barriers) == ((int(values), 1, 1), (int(blame), 1, 1))


def test_factors_beyond_the_review_do_not_count(asked: Instrument) -> None:
    """The anchors of the scores are about the review's own factors."""
    day = occasion(asked, sheet("x", 2, None, own__determinant__closed_shop=True))
    assert ticked(day, asked.factor_of[SHUT]) == "yes"
    assert compared(asked, day, day.items[0]) is None


def test_what_is_not_ticked_may_turn_it(asked: Instrument) -> None:
    day = occasion(asked, sheet("x", 1, None, tiny2020__determinant__blame=True))
    found = compared(asked, day, day.items[0])
    assert found is not None
    assert found.verdict == "cannot be compared"
    assert "1 factor is not ticked" in found.why


def test_what_is_not_ticked_is_passed_over_where_it_cannot_turn_it(released: Instrument) -> None:
    item = released.items[0]
    ticks = {
        factor.iri: factor.direction == "hinders"
        for factor in released.factors_on(item.influence)
        if factor.reviewed
    }
    del ticks[next(iri for iri in ticks if not ticks[iri])]
    day = occasion(released, Sheet("S", "", "x", {item.iri: 0}, ticks))
    found = compared(released, day, day.items[0])
    assert found is not None
    assert found.verdict == "agree"


def test_raters_who_differ_on_a_factor_settle_nothing(asked: Instrument) -> None:
    day = occasion(
        asked,
        sheet("x", 1, None, tiny2020__determinant__blame=True),
        sheet("y", 1, None, tiny2020__determinant__blame=False),
    )
    assert ticked(day, asked.factor_of[BLAME]) == "raters differ"
    assert ticked(day, asked.factor_of[VALUES]) == "not ticked"


def test_ticks_without_a_score_are_said_to_be_so(asked: Instrument) -> None:
    day = occasion(asked, sheet("x", None, None, tiny2020__determinant__blame=True))
    found = compared(asked, day, day.items[0])
    assert found is not None
    assert (found.verdict, found.why) == ("cannot be compared", "the item was not scored")


def test_raters_without_names_are_numbered_alike_on_every_day_and_one_alone_is_not() -> None:
    sheets = [
        measure.Sheet("Elm", day, rater, {"x": 1}) for day in ("1", "2") for rater in ("Ann", "Bo", "Cy")
    ]
    sheets.append(measure.Sheet("Elm", "3", "ANN", {"x": 1}))
    told = measure.unnamed(sheets)
    assert {each.rater for each in told} == {"rater 1", "rater 2", "rater 3"}
    assert [each.rater for each in told[:3]] == [each.rater for each in told[3:6]]
    assert told[6].rater == told[0].rater
    planned = measure.Sheet("Elm", "4", "", plans=(PlannedAction("x", "Teach"),))  # is nobody's
    assert [each.rater for each in measure.unnamed([sheets[0], planned])] == ["", ""]


def test_what_is_agreed_comes_back_with_the_form(asked: Instrument) -> None:
    """It is of the site: of each item, what was agreed last. A sheet with a plan alone is no day."""
    item, other = asked.items[:2]

    def says(day: str, action: str, of: measure.Item = item, score: str = "") -> Answered:
        return Answered(of.key, score, site="Elm", date=day, plan=PlannedAction("", action, "Kim", "May"))

    said = [
        says("2026-01-01", "Teach", score="1"),
        says("2026-01-01", "Pay", other),
        says("2026-02-01", "Meet"),
    ]
    (service,) = measure.services(asked, measure.answered(asked, said))
    assert [each.date for each in service.occasions] == ["2026-01-01"]
    assert service.plan == (
        PlannedAction(item.iri, "Meet", "Kim", "May"),
        PlannedAction(other.iri, "Pay", "Kim", "May"),
    )
    factor = replace(says("2026-01-01", "Teach"), question=asked.factors[0].key)
    with pytest.raises(DataError, match="no item"):
        measure.answered(asked, [factor])
    rows = measure.filled(asked, [says("2026-01-01", "Teach", score="1")])
    assert [str(row["owner"]) for row in rows.records()] == ["Kim"]


def test_a_form_and_an_option_call_an_item_alike(asked: Instrument) -> None:
    """`training,1` in a form is what `--answer training=1` is; the answer tells item from condition."""
    names = [each for item in asked.items for each in (item.key, item.label, str(item.ordinal))]
    for name in names:
        (option,) = measure.said(asked, [f"{name}=1"], "--answer")
        assert measure.answered(asked, [Answered(name, "1")]) == measure.answered(asked, [option])
    for facet, answers in asked.conditions.items():
        for answer in answers:
            (option,) = measure.said(asked, [f"{facet}={answer}"], "--answer")
            assert measure.answered(asked, [Answered(facet, answer)]) == measure.answered(asked, [option])
