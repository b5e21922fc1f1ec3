"""What a question is narrowed to: who is meant by what somebody said, and that numbers are of one review."""

from collections.abc import Sequence
from typing import Any

import pytest
from pyoxigraph import NamedNode

from answers import QUESTIONS
from determinants.ask import narrowing
from determinants.ask.asking import Graph
from determinants.ask.records import CfirFactors, InfluenceEvidence, MeasureItems
from determinants.ground.problems import QueryRefused, UnknownName, UsageError
from determinants.ground.vocab import BASE
from determinants.store.engine import ask as asked
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows

COUNTS = QUESTIONS["influence-counts"]
TRAINING = NamedNode(BASE + "tiny2020/influence/training")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ([], {}),
        (["influence=culture"], {"influence": ["culture"]}),
        (["a=1", "b=2", "a=3"], {"a": ["1", "3"], "b": ["2"]}),
        (["wording=a=b"], {"wording": ["a=b"]}),  # what follows the first sign is said
        (["influence="], {"influence": [""]}),
    ],
)
def test_what_an_option_says_is_a_column_and_a_value(given: list[str], meant: dict[str, list[str]]) -> None:
    assert narrowing.pairs(given) == meant


def test_an_option_that_says_no_column_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^'culture' is not COLUMN=VALUE, as in influence=psw-training\.$"):
        narrowing.pairs(["a=1", "culture"])


@pytest.mark.parametrize("said", ["training", ["training"], TRAINING, [TRAINING], ["training", TRAINING]])
def test_it_is_the_same_however_a_thing_is_named(said: Any, tiny: OxigraphEngine) -> None:
    column = asked(tiny, COUNTS.text).columns.index("influence")
    rows = narrowing.answer(tiny, COUNTS, {"influence": said})
    assert rows.rows == tuple(row for row in asked(tiny, COUNTS.text).rows if row[column] == TRAINING)
    assert rows.rows == tuple(narrowing.coming(tiny, COUNTS, {"influence": said}).rows)


@pytest.mark.parametrize("said", [None, [], ()])
def test_a_column_without_a_value_narrows_nothing(said: Sequence[str] | None, tiny: OxigraphEngine) -> None:
    assert narrowing.answer(tiny, COUNTS, {"influence": said}) == asked(tiny, COUNTS.text)


def test_a_column_that_is_not_there_is_refused_with_those_that_are(tiny: OxigraphEngine) -> None:
    for column in ("influense", "framework"):
        with pytest.raises(UnknownName, match="narrowing column of influence-counts") as raised:
            narrowing.answer(tiny, COUNTS, {column: "training"})
        assert raised.value.near == tuple(COUNTS.columns)


def test_of_two_things_of_one_name_that_of_the_framework_or_review_is_meant(reviews: OxigraphEngine) -> None:
    elements = QUESTIONS["cfir-elements"]
    found = {}
    for said in ("cfir2009", ["cfir2009"], NamedNode(BASE + "cfir2009"), f"{BASE}cfir2009", "cfir2022"):
        rows = narrowing.answer(reviews, elements, {"framework": said, "element": "inner-setting"})
        (row,) = {row[rows.columns.index("element")] for row in rows.rows}
        found[str(said)] = getattr(row, "value", "").removeprefix(BASE)
    assert set(found.values()) == {"cfir2009/inner-setting", "cfir2022/inner-setting"}
    assert found.pop("cfir2022") == "cfir2022/inner-setting"
    with pytest.raises(UnknownName):
        narrowing.answer(
            reviews, elements, {"framework": ["cfir2009", "cfir2022"], "element": "inner-setting"}
        )


def test_numbers_of_several_reviews_are_refused(reviews: OxigraphEngine, tiny: OxigraphEngine) -> None:
    for of in (InfluenceEvidence, MeasureItems):
        narrowing.one_review(Graph(tiny).ask, of)
        narrowing.one_review(Graph(reviews).of("tiny2020").ask, of)
        with pytest.raises(
            UsageError, match=r"say which review, with --review: there are .*tiny2020"
        ) as raised:
            narrowing.one_review(Graph(reviews).ask, of)
        named = str(raised.value).split("there are ")[1].split(", and their")[0].split(", ")
        assert named == sorted(named)
        assert len(named) > 1


def test_what_belongs_to_no_review_is_none_to_choose_from(tiny: OxigraphEngine) -> None:
    """A factor of this project's own codebook is of no review."""

    def ask(question: str, **_: object) -> Rows:
        rows = Graph(tiny).ask(question)
        place = rows.columns.index("review")
        of_none = (*rows.rows[0][:place], None, *rows.rows[0][place + 1 :])
        return Rows(rows.columns, (*rows.rows, of_none))

    narrowing.one_review(ask, CfirFactors)


def test_more_values_than_a_query_may_have_are_refused(tiny: OxigraphEngine) -> None:
    many = [NamedNode(f"{BASE}tiny2020/influence/i{number}") for number in range(6_000)]
    with pytest.raises(QueryRefused):
        narrowing.answer(tiny, COUNTS, {"influence": many})
    assert narrowing.answer(tiny, COUNTS, {"influence": many[:100]}).rows == ()
