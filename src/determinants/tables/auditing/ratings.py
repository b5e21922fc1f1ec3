"""Rules for what is printed of ratings: totals, means, extremes and ranges."""

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal

from determinants.tables.auditing.counts import CUT
from determinants.tables.auditing.rule import Audited, Numbers, Printed
from determinants.tables.derivation import claim, cut, recomputed, scores_of, statistic_discrepancies
from determinants.tables.model import Anchor, Fact, Item, Rating, Statistic


def sums(numbers: Numbers) -> Iterator[Audited]:
    """Hold each printed total against the ratings."""
    return _statistics(numbers, {"sum"})


def means(numbers: Numbers) -> Iterator[Audited]:
    """Hold each printed mean against the ratings, also of groups of sites."""
    return _statistics(numbers, {"mean"})


def extremes(numbers: Numbers) -> Iterator[Audited]:
    """Hold each printed minimum and maximum against the ratings."""
    return _statistics(numbers, {"minimum", "maximum"})


def ranges(numbers: Numbers) -> Iterator[Audited]:
    """Hold each claim on how far ratings lie apart against them: at least so much, or less."""
    return _statistics(numbers, {"range-at-least", "range-below"})


def ends(numbers: Numbers) -> Iterator[Audited]:
    """Hold the printed ends and midpoint of a measure against its items and the scores that there are."""
    items, scores = len(numbers.of(Item)), [anchor.score for anchor in numbers.of(Anchor)]
    for fact in numbers.of(Fact):
        if (end := ENDS.get(fact.property)) is None:
            continue
        rule, compute = end
        printed = Printed(f"end-{fact.slug}", f"fact/{fact.slug}", fact.value, rule, fact.locator)
        if not scores or not items:
            yield printed.cannot("the items of the measure and what its scores mean")
        else:
            derived = compute(items, scores)
            yield printed.held(f"{derived:f}", Decimal(fact.value) == derived)


# What is printed of a measure as a whole, and how it follows from its items and scores.
ENDS: dict[str, tuple[str, Callable[[int, list[int]], Decimal]]] = {
    "measureLowest": (
        "number of items, times the lowest score",
        lambda items, scores: Decimal(items * min(scores)),
    ),
    "measureHighest": (
        "number of items, times the highest score",
        lambda items, scores: Decimal(items * max(scores)),
    ),
    "measureMidpoint": (
        "half of the lowest and the highest score together",
        lambda _, scores: Decimal(min(scores) + max(scores)) / 2,
    ),
}


def _statistics(numbers: Numbers, kinds: Collection[str]) -> Iterator[Audited]:
    rows = [row for row in numbers.of(Statistic) if row.statistic in kinds]
    scores = scores_of(numbers.of(Rating))
    differing = {found.about: found for found in statistic_discrepancies(rows, numbers.of(Rating))}
    for row in rows:
        made = recomputed(row, scores)
        about = f"statistic/{row.slug}"
        rule = f"{row.statistic} of ratings" if made is None else made.rule
        printed = Printed(f"statistic-{row.slug}", about, claim(row), rule, row.locator)
        if made is None:
            yield printed.cannot("the ratings")
        elif found := differing.get(about):
            note = CUT if "range" not in row.statistic and cut(made.exact, row.value) == row.value else ""
            yield printed.held(found.derived, holds=False, note=note)
        else:
            yield printed.held(made.shown, holds=True)
