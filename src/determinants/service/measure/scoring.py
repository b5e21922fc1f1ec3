"""Scores: totals that say what they rest on, how far raters agree, and what changed.

An item is scored on the scale of the measure, and the total is the sum of the items. For what is missing, and
for several raters, the rules are ours:

- A rater has a total only if every item is answered. Otherwise the total lies between what it would be with
  the lowest and with the highest score for each item that is missing, and both are given.
- A site's score on an item is the mean over its raters of that day, given with the lowest and the highest.
  Its total is the mean of the raters' totals, over those who have one.
- An item is low if at least half of its raters gave it a score that means more barriers than facilitators;
  which scores do, the anchors of the measure say.
- Change is from one day to the next, and says so where it was not the same raters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from itertools import combinations, groupby, pairwise

from determinants.ground.spelling import compared
from determinants.service import words
from determinants.service.measure.answering import Sheet
from determinants.service.measure.instrument import Instrument, Item
from determinants.service.measure.planning import PlannedAction


@dataclass(frozen=True)
class Total:
    """A rater's total, or the bounds of it where items are missing."""

    rater: str
    answered: int
    least: int
    most: int

    @property
    def complete(self) -> bool:
        """Whether every item was answered, so that the bounds are the total."""
        return self.least == self.most


@dataclass(frozen=True)
class ItemScore:
    """What the raters of one day gave an item: by rater, None where it was not answered.

    `counts_as_low` are the scores that mean more barriers than facilitators.
    """

    item: Item
    scores: Mapping[str, int | None]
    counts_as_low: frozenset[int]

    @property
    def given(self) -> tuple[int, ...]:
        """The scores that were given."""
        return tuple(score for score in self.scores.values() if score is not None)

    @property
    def mean(self) -> Fraction | None:
        """The mean of the scores that were given, if any was."""
        return Fraction(sum(self.given), len(self.given)) if self.given else None

    @property
    def low(self) -> bool:
        """Whether at least half of those who answered see more barriers than facilitators."""
        return bool(self.given) and 2 * sum(score in self.counts_as_low for score in self.given) >= len(
            self.given
        )


@dataclass(frozen=True)
class Agreement:
    """How far raters agree: pairs of raters, each on each item that both answered."""

    pairs: int
    same: int
    within_one: int


@dataclass(frozen=True)
class Occasion:
    """A site on one day: the sheets of its raters, and the scores that follow from them."""

    date: str
    sheets: tuple[Sheet, ...]
    items: tuple[ItemScore, ...]
    totals: tuple[Total, ...]

    @property
    def total(self) -> Fraction | None:
        """The mean of the totals of those raters who answered every item, if there is one."""
        whole = [total.least for total in self.totals if total.complete]
        return Fraction(sum(whole), len(whole)) if whole else None

    @property
    def agreement(self) -> Agreement | None:
        """How far the raters agree; nothing where no item has two."""
        apart = [abs(one - other) for scored in self.items for one, other in combinations(scored.given, 2)]
        if not apart:
            return None
        return Agreement(len(apart), sum(gap == 0 for gap in apart), sum(gap <= 1 for gap in apart))

    @property
    def raters(self) -> tuple[str, ...]:
        """Who scored an item on this day."""
        return tuple(sheet.rater for sheet in self.sheets if sheet.scores)


@dataclass(frozen=True)
class Service:
    """A site and the days on which it was scored, the earliest first; without a date stands before all.

    `plan` is what was agreed to do: for each item, on the latest day on which anything was.
    """

    site: str
    occasions: tuple[Occasion, ...]
    plan: tuple[PlannedAction, ...] = ()

    @property
    def latest(self) -> Occasion:
        """The last day."""
        return self.occasions[-1]

    @property
    def changes(self) -> tuple[tuple[Occasion, Occasion], ...]:
        """Each dated day with the one before it."""
        dated = [occasion for occasion in self.occasions if occasion.date]
        return tuple(pairwise(dated))


def unnamed(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Give sheets in which raters are numbered, as small teams are easily known; one alone has no number.

    A rater has the same number on every day. What the numbers follow has nothing to do with the names' order.
    """
    raters = {compared(sheet.rater) for sheet in sheets if sheet.rates}
    listed = sorted(raters - {""}, key=lambda rater: sha256(rater.encode()).digest())
    numbers = {rater: place for place, rater in enumerate(listed, 1)} if len(raters) > 1 else {}
    names = {rater: words.say("form.rater", number=number) for rater, number in numbers.items()}
    return tuple(replace(sheet, rater=names.get(compared(sheet.rater), "")) for sheet in sheets)


def services(instrument: Instrument, sheets: Iterable[Sheet]) -> tuple[Service, ...]:
    """Give every site with its days, in the order of names and dates."""
    listed = sorted(sheets, key=lambda sheet: (sheet.site, sheet.date, sheet.rater))
    return tuple(
        _service(instrument, site, list(of_site))
        for site, of_site in groupby(listed, key=lambda sheet: sheet.site)
    )


def _service(instrument: Instrument, site: str, sheets: list[Sheet]) -> Service:
    """Give a site. A sheet that has nothing but a plan is of no day, unless the site has no other."""
    rated = [sheet for sheet in sheets if sheet.rates] or sheets
    days = groupby(rated, key=lambda sheet: sheet.date)
    occasions = tuple(scored(instrument, date, tuple(on_day)) for date, on_day in days)
    return Service(site, occasions, planned(instrument, sheets))


def planned(instrument: Instrument, sheets: Sequence[Sheet]) -> tuple[PlannedAction, ...]:
    """Give what is agreed, in the order of the items: of each, what was agreed on the latest day, once."""
    found: list[PlannedAction] = []
    for item in instrument.items:
        days = {sheet.date for sheet in sheets for line in sheet.plans if line.item == item.iri}
        latest = max(days, default="")
        lines = (line for sheet in sheets if sheet.date == latest for line in sheet.plans)
        found += dict.fromkeys(line for line in lines if line.item == item.iri)
    return tuple(found)


def scored(instrument: Instrument, date: str, sheets: Sequence[Sheet]) -> Occasion:
    """Give the scores of one day."""
    scoring = [sheet for sheet in sheets if sheet.scores]
    items = tuple(
        ItemScore(item, {sheet.rater: sheet.scores.get(item.iri) for sheet in scoring}, instrument.low)
        for item in instrument.items
    )
    return Occasion(date, tuple(sheets), items, tuple(_total(instrument, sheet) for sheet in scoring))


def _total(instrument: Instrument, sheet: Sheet) -> Total:
    missing = len(instrument.items) - len(sheet.scores)
    least, most = min(instrument.anchors), max(instrument.anchors)
    known = sum(sheet.scores.values())
    return Total(sheet.rater, len(sheet.scores), known + missing * least, known + missing * most)


def change(before: Occasion, after: Occasion) -> dict[str, Fraction | None]:
    """Give by how much each item's mean score changed; None where one of the two is missing."""
    earlier = {scored.item.iri: scored.mean for scored in before.items}
    return {
        scored.item.iri: None if scored.mean is None or was is None else scored.mean - was
        for scored in after.items
        for was in [earlier[scored.item.iri]]
    }
