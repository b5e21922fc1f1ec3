"""What printed numbers imply, and where they contradict each other."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import TINY
from determinants.tables.derivation import (
    COMPLEMENT_RULE,
    PERCENTAGE_RULE,
    ROUNDING_RULE,
    Discrepancy,
    count_from_percentage,
    derived_count,
    percentage_discrepancies,
    rounded,
    statistic_discrepancies,
)
from determinants.tables.model import Count, Rating, Row, Statistic
from determinants.tables.reading import Entry, read

DECIMALS = st.integers(0, 6)
NUMBERS = st.decimals(0, 10_000, places=8)


def unit(decimals: int) -> Decimal:
    """The number that has so many decimals: 1, 0.1, 0.01 …"""
    return Decimal(1).scaleb(-decimals)


def rows(kind: type[Row]) -> list[Any]:
    return [found.row for found in read(TINY) if isinstance(found, Entry) and isinstance(found.row, kind)]


# ---- Rounding


@pytest.mark.parametrize(
    ("value", "like", "expected"),
    [
        ("1.75", "1.8", "1.8"),
        ("0.5", "1", "1"),
        ("1.5", "1", "2"),
        ("2.5", "1", "3"),
        ("2.49999", "1", "2"),
        ("2", "1.50", "2.00"),
        ("66.666666", "66", "67"),
    ],
)
def test_halves_are_rounded_up_to_the_decimals_printed(value: str, like: str, expected: str) -> None:
    assert str(rounded(Decimal(value), Decimal(like))) == expected


@given(NUMBERS, DECIMALS)
def test_a_rounded_number_is_the_nearest_with_so_many_decimals(value: Decimal, decimals: int) -> None:
    result = rounded(value, unit(decimals))
    assert result.as_tuple().exponent == -decimals
    assert -unit(decimals) / 2 <= value - result < unit(decimals) / 2
    assert rounded(result, unit(decimals)) == result


@given(NUMBERS, NUMBERS, DECIMALS)
def test_rounding_keeps_the_order(one: Decimal, other: Decimal, decimals: int) -> None:
    low, high = sorted((one, other))
    assert rounded(low, unit(decimals)) <= rounded(high, unit(decimals))


# ---- Counts from percentages


def percentage(count: int, total: int, decimals: int) -> Decimal:
    return rounded(Decimal(100 * count) / total, unit(decimals))


@st.composite
def parts(draw: st.DrawFn) -> tuple[int, int]:
    """A count and the total that it is out of."""
    total = draw(st.integers(1, 500))
    return draw(st.integers(0, total)), total


@given(parts(), st.integers(0, 2))
def test_a_count_follows_from_its_percentage_where_no_other_would_print_the_same(
    part: tuple[int, int], decimals: int
) -> None:
    count, total = part
    printed = percentage(count, total, decimals)
    others = {other for other in range(total + 1) if percentage(other, total, decimals) == printed} - {count}
    assert count_from_percentage(printed, total) == (None if others else count)


@given(parts(), st.integers(0, 2))
def test_every_count_follows_where_one_publication_is_at_least_a_unit(
    part: tuple[int, int], decimals: int
) -> None:
    count, total = part
    assume(Decimal(100) / total >= unit(decimals))
    assert count_from_percentage(percentage(count, total, decimals), total) == count


@given(st.decimals(0, 100, places=1), st.integers(1, 500))
def test_no_count_follows_that_would_not_print_the_percentage(printed: Decimal, total: int) -> None:
    count = count_from_percentage(printed, total)
    assert count is None or percentage(count, total, 1) == printed


def test_the_percentages_of_the_tiny_world_give_its_counts() -> None:
    sizes = {"all": 5, "modality-stated": 4, "good-quality": 3}
    derived = {count.slug: derived_count(count, sizes) for count in rows(Count) if count.count is None}
    assert derived == {"training": (2, ROUNDING_RULE), "modality-not-stated": (1, COMPLEMENT_RULE)}


def test_nothing_is_derived_from_nothing() -> None:
    count = Count(
        slug="culture", influence="culture", study_set="all", count=3, total=5, count_locator="Table 1"
    )
    assert derived_count(count, {}) is None


# ---- Printed values that do not hold


def test_the_tiny_world_has_one_percentage_and_one_mean_that_do_not_hold() -> None:
    assert list(percentage_discrepancies(rows(Count))) == [
        Discrepancy(
            slug="percentage-culture-good-quality",
            about="count/culture-good-quality",
            printed="66",
            derived="67",
            rule=PERCENTAGE_RULE,
            locator="Results",
        )
    ]
    assert list(statistic_discrepancies(rows(Statistic), rows(Rating))) == [
        Discrepancy(
            slug="statistic-mean-training",
            about="statistic/mean-training",
            printed="1.4",
            derived="1.50",
            rule="mean of the scores, rounded half up",
            locator="Table 2, row 2, column Mean",
        )
    ]


# north: culture 3, training 2; south: culture 1, training 1
@pytest.mark.parametrize(
    ("statistic", "of", "item", "value", "derived"),
    [
        ("sum", "score", None, "7", None),
        ("sum", "score", None, "8", "7.0"),
        ("mean", "score", None, "1.8", None),
        ("mean", "score", None, "1.7", "1.75"),
        ("mean", "total", None, "3.5", None),
        ("mean", "total", None, "4", None),
        ("mean", "total", None, "3", "3.5"),
        ("minimum", "item-mean", None, "1.5", None),
        ("maximum", "item-mean", None, "1.5", "2.00"),
        ("minimum", "score", "culture", "1", None),
        ("maximum", "total", None, "5", None),
        ("range-at-least", "score", "culture", "2", None),
        ("range-at-least", "score", "training", "2", "1"),
        ("range-below", "score", "training", "2", None),
        ("range-below", "score", "culture", "2", "2"),
    ],
)
def test_a_statistic_is_recomputed_from_the_ratings(
    statistic: str, of: str, item: str | None, value: str, derived: str | None
) -> None:
    printed = Statistic(
        slug="printed",
        statistic=statistic,
        of=of,
        item=item,
        sites="north;south",
        value=value,
        statement="as printed",
        locator="Table 2",
    )
    found = [discrepancy.derived for discrepancy in statistic_discrepancies([printed], rows(Rating))]
    assert found == ([] if derived is None else [derived])


@pytest.mark.parametrize(
    ("statistic", "value", "shown"),
    [("range-at-least", "3", "at least 3"), ("range-below", "1", "less than 1"), ("mean", "9", "9")],
)
def test_a_claim_is_shown_as_it_was_made(statistic: str, value: str, shown: str) -> None:
    claim = Statistic(
        slug="claim",
        statistic=statistic,
        of="score",
        sites="north;south",
        value=value,
        statement="as printed",
        locator="Table 2",
    )
    (discrepancy,) = statistic_discrepancies([claim], rows(Rating))
    assert discrepancy.printed == shown


def test_a_statistic_of_sites_that_were_not_rated_is_left_alone() -> None:
    (printed, *_) = rows(Statistic)
    assert list(statistic_discrepancies([printed], [])) == []
