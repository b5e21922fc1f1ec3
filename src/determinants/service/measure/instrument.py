"""The instrument: what can be answered about a service, and how the published sites answered it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from determinants.ask import captions
from determinants.ask.captions import Stated
from determinants.ask.records import (
    Ask,
    CfirConditions,
    DeterminantBeyond,
    InfluenceDeterminants,
    MeasureAnchors,
    MeasureItems,
    SiteRatings,
    records,
)
from determinants.ground.called import command
from determinants.ground.problems import UsageError
from determinants.ground.values import DIRECTION, FACILITATES
from determinants.ground.vocab import BASE, thing


@dataclass(frozen=True)
class Item:
    """An item of the measure, and the influence that it asks about. `key` is what forms call it.

    `question` is the item as a question in plain words, if its review's tables have one.
    """

    iri: str
    key: str
    ordinal: int
    influence: str
    label: str
    meaning: str
    locator: str
    question: str = ""


@dataclass(frozen=True)
class Factor:
    """A facilitator or barrier that can be ticked.

    `subject` is the influence, or the topic, that it belongs to. The scores of the measure are about the
    factors that its review prints: those are `reviewed`, the others are this project's own. `direction` is
    for reading, `direction_iri` is what code decides by.
    """

    iri: str
    key: str
    label: str
    direction: str
    direction_iri: str
    subject: str
    subject_label: str
    reviewed: bool
    locator: str

    @property
    def helps(self) -> bool:
        """Whether it is a facilitator; otherwise it is a barrier."""
        return self.direction_iri == FACILITATES.iri


@dataclass(frozen=True)
class Published:
    """A published site: what it scored, by item, and where that stands."""

    iri: str
    label: str
    country: str
    income: str
    experience: bool
    scores: Mapping[str, int]


@dataclass(frozen=True)
class Instrument:
    """A measure, its scale, its checklist, and the conditions on which its mapping to the CFIR depends.

    `low` are the scores that mean more barriers than facilitators, `topic` is what is implemented, and
    `stated` what the review says of its measure: all of it as far as the review says so.
    """

    review: str
    review_label: str
    items: tuple[Item, ...]
    anchors: Mapping[int, str]
    factors: tuple[Factor, ...]
    conditions: Mapping[str, Mapping[str, str]]  # facet → answer → what it means
    published: tuple[Published, ...]
    low: frozenset[int]
    topic: str
    stated: tuple[Stated, ...]
    questions: Mapping[str, str] = field(default_factory=dict)  # facet → what is asked
    abbreviations: Mapping[str, str] = field(default_factory=dict)  # each with what it stands for

    @property
    def lowest(self) -> int:
        """The lowest total: every item at the bottom of the scale."""
        return len(self.items) * min(self.anchors)

    @property
    def highest(self) -> int:
        """The highest total: every item at the top of the scale."""
        return len(self.items) * max(self.anchors)

    @cached_property
    def item_of(self) -> Mapping[str, Item]:
        """The items by their IRIs."""
        return {item.iri: item for item in self.items}

    @cached_property
    def factor_of(self) -> Mapping[str, Factor]:
        """The factors by their IRIs."""
        return {factor.iri: factor for factor in self.factors}

    def factors_on(self, influence: str, direction: str | None = None) -> tuple[Factor, ...]:
        """Give the factors of an influence, those that the review prints first.

        With a direction, as a slug or an IRI, only those that go that way.
        """
        wanted = None if direction is None else DIRECTION[direction].iri
        return tuple(
            factor
            for factor in self.factors
            if factor.subject == influence and wanted in {None, factor.direction_iri}
        )


def total(site: Published) -> int:
    """Give the total of a published site from its ratings."""
    return sum(site.scores.values())


def instrument(ask: Ask, review: str | None = None) -> Instrument:
    """Give the measure of a review; without a name, of the only review that has one.

    Raises:
        UsageError: if no review has a measure, or several have and none is named.
    """
    rows = records(ask, MeasureItems, **({"review": review} if review else {}))
    items = tuple(dict.fromkeys(map(_item, rows)))
    reviews = {row.review: row.review_label for row in rows}
    if len(reviews) != 1:
        raise UsageError(_whose(reviews, review))
    ((iri, label),) = reviews.items()
    conditions, questions = _conditions(ask, iri)
    factors = _told_apart(_factors(ask, iri), {*conditions, *(item.key for item in items)})
    anchors = records(ask, MeasureAnchors, review=iri)
    return Instrument(
        iri,
        label,
        items,
        {row.score: row.meaning for row in anchors},
        tuple(sorted(factors, key=_order(items))),
        conditions,
        _published(ask, {item.iri for item in items}),
        frozenset(row.score for row in anchors if row.low),
        captions.topic(ask, iri),
        captions.of_measure(ask, iri),
        questions,
        dict(row.abbreviation.split(": ", 1) for row in rows if row.abbreviation),
    )


def _whose(reviews: Mapping[str, str], review: str | None) -> str:
    """Give why it is not clear whose measure is meant.

    Where one review is asked about, no other is named: what is said of it does not depend on them.
    """
    if review and not reviews:
        listing = command("ask measure-items")
        return f"the review '{review}' has no measure. Those that have one: {listing}."
    if not reviews:
        return "no review has a measure."
    known = ", ".join(iri.rpartition("/")[2] for iri in reviews)
    return f"say whose measure it is, with --review: {known} {'has' if len(reviews) == 1 else 'have'} one."


def _item(row: MeasureItems) -> Item:
    return Item(
        row.item,
        row.item.rpartition("/")[2],
        row.ordinal,
        row.influence,
        row.influence_label,
        row.definition,
        row.locator,
        row.asks or "",
    )


def _factors(ask: Ask, review: str) -> list[Factor]:
    """Give the factors that a review prints, in the order of its table, then those beyond it.

    Those beyond it are on its influences or on topics; what is on another review's influences is not of it.
    """
    printed = records(ask, InfluenceDeterminants, review=review)
    found = [_factor(row, row.influence, row.influence_label, row.locator) for row in printed]
    own = (f"{review}/", thing("topic").value + "/")
    beyond = [row for row in records(ask, DeterminantBeyond) if row.subject.startswith(own)]
    return found + [_factor(row, row.subject, row.subject_label, "", reviewed=False) for row in beyond]


def _factor(
    row: InfluenceDeterminants | DeterminantBeyond,
    subject: str,
    subject_label: str,
    locator: str,
    *,
    reviewed: bool = True,
) -> Factor:
    return Factor(
        row.determinant,
        row.determinant.rpartition("/")[2],
        row.determinant_label,
        row.direction_label,
        row.direction,
        subject,
        subject_label,
        reviewed,
        locator,
    )


def _told_apart(factors: list[Factor], taken: set[str]) -> list[Factor]:
    """Call each factor by the last part of its IRI where nothing else is called so, else by its path."""
    times = Counter([*taken, *(factor.key for factor in factors)])
    return [
        factor if times[factor.key] == 1 else replace(factor, key=factor.iri.removeprefix(BASE))
        for factor in factors
    ]


def _order(items: tuple[Item, ...]) -> Callable[[Factor], tuple[int, str, bool, bool]]:
    """Give the order of a checklist: item by item, barriers first, and what belongs to no item at the end."""
    places = {item.influence: item.ordinal for item in items}
    last = max(places.values(), default=0) + 1
    return lambda factor: (
        places.get(factor.subject, last),
        "" if factor.subject in places else factor.subject_label,
        factor.direction_iri == FACILITATES.iri,
        not factor.reviewed,
    )


def _conditions(ask: Ask, review: str) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Give what may be answered to each condition, and how it is asked, where the review's tables say so."""
    rows = records(ask, CfirConditions, review=review)
    choices = {
        facet: {row.answer: row.condition_label for row in group}
        for facet, group in groupby(rows, key=lambda row: row.facet)
    }
    return choices, {row.facet: row.asks for row in rows if row.asks}


def _published(ask: Ask, items: set[str]) -> tuple[Published, ...]:
    found = []
    for iri, group in groupby(records(ask, SiteRatings), key=lambda row: row.site):
        rows = [row for row in group if row.item in items]
        if rows:
            first = rows[0]
            found.append(
                Published(
                    iri,
                    first.site_label,
                    first.country_label,
                    first.income_label,
                    first.experience,
                    {row.item: row.score for row in rows},
                )
            )
    return tuple(found)
