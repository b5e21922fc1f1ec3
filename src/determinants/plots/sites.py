"""Plots of a review's measure: what sites scored on its items, with the user's own beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask import captions
from determinants.ask.records import (
    Ask,
    MeasureAnchors,
    MeasureItems,
    SitePrintedTotals,
    SiteRatings,
    records,
)
from determinants.ground.values import PRINTED
from determinants.ground.words import many
from determinants.plots import style
from determinants.plots.grid import Grid
from determinants.plots.plot import SOURCE, Datum, OwnScore, Plot, Size, listed, reviews_of, tabled

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing

TOTAL, UNANSWERED = "total", "not answered"
PUBLISHED, YOURS = "published", "own"  # where scores are from
IS_YOURS = f"datum.origin === '{YOURS}'"  # in the chart
HOW_YOURS = (
    " Own scores are means over the raters of the last day, own totals the mean of those raters who answered "
    "every item."
)


@dataclass(frozen=True, kw_only=True)
class SiteScore(Datum):
    """What a site or own service scored on an item, or altogether, and how that is known."""

    origin: str
    site: NamedNode | None = None
    site_label: str
    ordinal: int | None = None
    item: NamedNode | str  # in words where it is none that is published
    influence_label: str
    score: int | Decimal | None = None
    basis: str
    locator: str | None = None

    @property
    def who(self) -> str:
        """What a site or own service is known by; the same as `WHO` in the chart."""
        return f"{self.origin} {self.site.value if self.site else self.site_label}"

    @property
    def about(self) -> str:
        """What an item is known by."""
        return self.item.value if isinstance(self.item, NamedNode) else self.item


@dataclass(frozen=True)
class Scale:
    """The scale of a measure as its review prints it, and what the review says of the measure."""

    review_label: str
    scores: tuple[int, ...]
    low: tuple[int, ...]
    stated: str

    @property
    def lowest(self) -> int:
        """The lowest score."""
        return min(self.scores, default=0)

    @property
    def highest(self) -> int:
        """The highest score."""
        return max(self.scores, default=0)

    def __str__(self) -> str:
        low = f", of which {listed(list(map(str, self.low)))} count as low" if self.low else ""
        return f"Scores from {self.lowest} to {self.highest}{low}"


def scale_of(ask: Ask, items: Sequence[MeasureItems]) -> Scale:
    """Give the scale of the measure that items belong to; they are of one review."""
    reviews = list(dict.fromkeys(row.review for row in items))
    anchors = [row for review in reviews for row in records(ask, MeasureAnchors, review=review)]
    stated = [each for review in reviews for each in captions.of_measure(ask, review)]
    return Scale(
        reviews_of(row.review_label for row in items),
        tuple(row.score for row in anchors),
        tuple(row.score for row in anchors if row.low),
        captions.measure_in_words(stated),
    )


WHO = "datum.origin + ' ' + (datum.site === null ? datum.site_label : datum.site)"


def sites(ask: Ask, own: Sequence[OwnScore] = ()) -> Plot:
    """Give what each site scored on each item, its printed total, and the user's own."""
    scores, yours = scores_of(ask, own)
    items = records(ask, MeasureItems)
    scale = scale_of(ask, items)
    totals = [
        SiteScore(
            origin=PUBLISHED, site=NamedNode(row.site), site_label=row.site_label, item=TOTAL,
            influence_label=TOTAL, score=row.total, basis=PRINTED.label, locator=row.locator,
        )
        for row in records(ask, SitePrintedTotals)
    ]  # fmt: skip
    rows = _filled([*scores, *totals, *yours, *_own_totals(own)])
    return Plot(
        title=f"The measure of {scale.review_label} at each site, item by item",
        subtitle=f"n = {size_of(scores, items)}{beside(yours)}. {scale}; published totals as printed."
        f"{HOW_YOURS if yours else ''} {style.NONE}: not given. {SOURCE}",
        caution=caution(scores, scale),
        alt=f"The grid shows scores: there are {size_of(scores, items)} (n){beside(yours)}. "
        f"The printed totals are {_totals(totals)}. {extremes(scores, scale)}{told(yours)}",
        rows=tabled(SiteScore, rows),
        chart=lambda size: _grid(size, rows, scale.highest),
    )


def scores_of(ask: Ask, own: Sequence[OwnScore]) -> tuple[list[SiteScore], list[SiteScore]]:
    """Give what is published of each site and item, and what the user answered, in one form."""
    ratings = records(ask, SiteRatings)
    published = [
        SiteScore(
            origin=PUBLISHED, site=NamedNode(row.site), site_label=row.site_label, ordinal=row.ordinal,
            item=NamedNode(row.item), influence_label=row.influence_label, score=row.score,
            basis=PRINTED.label, locator=row.locator,
        )
        for row in ratings
    ]  # fmt: skip
    items = {(row.ordinal, row.influence_label): NamedNode(row.item) for row in ratings}
    yours = [
        SiteScore(
            origin=YOURS, site_label=row.site_label, ordinal=row.ordinal,
            item=items.get((row.ordinal, row.influence_label), row.influence_label),
            influence_label=row.influence_label, score=row.score,
            basis=UNANSWERED if row.score is None else "own answer",
        )
        for row in own
    ]  # fmt: skip
    return published, yours


def _own_totals(own: Iterable[OwnScore]) -> list[SiteScore]:
    """Give the total of each own service, as it was scored: there is none where not all is answered."""
    return [
        SiteScore(
            origin=YOURS,
            site_label=name,
            item=TOTAL,
            influence_label=TOTAL,
            score=total,
            basis="not all answered"
            if total is None
            else "derived: the mean of the raters who answered every item",
        )
        for name, total in {row.site_label: row.total for row in own}.items()
    ]


def _filled(rows: Sequence[SiteScore]) -> list[SiteScore]:
    """Give rows with one more for each site and item of which nothing is given."""
    sites = {row.who: row for row in reversed(rows)}
    items = {row.about: row for row in reversed(rows)}
    there = {(row.who, row.about) for row in rows}
    gaps = [
        SiteScore(
            origin=sites[who].origin, site=sites[who].site, site_label=sites[who].site_label,
            ordinal=items[item].ordinal, item=items[item].item, influence_label=items[item].influence_label,
            basis="not given",
        )
        for who in dict.fromkeys(row.who for row in rows)
        for item in dict.fromkeys(row.about for row in rows)
        if (who, item) not in there
    ]  # fmt: skip
    return [*rows, *gaps]


def size_of(scores: Iterable[SiteScore], items: Sequence[MeasureItems]) -> str:
    """Say in words of how many sites and items there are scores."""
    sites = {row.site for row in scores}
    return f"{many(len(sites), 'published site')} with {many(len(items), 'item')}"


def beside(yours: Iterable[SiteScore]) -> str:
    """Say in words which own services stand beside the sites."""
    names = list(dict.fromkeys(row.site_label for row in yours))
    return f", and beside them {listed(names)}" if names else ""


def caution(scores: Iterable[SiteScore], scale: Scale) -> str:
    """Say what the scores are not, and what the review says of its measure."""
    sites = {row.site for row in scores}
    norm = f"{many(len(sites), 'site')}: something to compare with, and not a norm."
    return f"{norm} {scale.stated}".strip()


def _totals(totals: Iterable[SiteScore]) -> str:
    """Say in words which total each site has, the highest first."""
    ranked = sorted(totals, key=lambda row: (-(row.score or 0), row.site_label))
    return listed([f"{row.site_label} {row.score}" for row in ranked]) or "none"


def extremes(scores: Sequence[SiteScore], scale: Scale) -> str:
    """Say in words which scores are the highest and lowest there can be."""
    parts = []
    for score in (scale.highest, scale.lowest):
        here = [f"{row.site_label} in {row.influence_label}" for row in scores if row.score == score]
        parts.append(f"The score {score} is given {f'to {listed(here)}' if here else 'nowhere'}.")
    return " ".join(parts)


def told(yours: Iterable[SiteScore]) -> str:
    """Say in words what own services scored, and what was not answered."""
    by_site: dict[str, list[str]] = {}
    for row in yours:
        score = UNANSWERED if row.score is None else f"{row.score:.4g}"
        by_site.setdefault(row.site_label, []).append(f"{row.influence_label} {score}")
    return "".join(f" {name} has {listed(scores)}." for name, scores in by_site.items())


def who_of(rows: Iterable[SiteScore]) -> dict[str, str]:
    """Give sites and own services, by what they are known by, with their names: the published first."""
    return {row.who: row.site_label for row in rows}


def items_of(rows: Iterable[SiteScore]) -> dict[str, str]:
    """Give the items in their order, the total last."""
    return {
        row.about: row.influence_label if row.ordinal is None else f"{row.ordinal}. {row.influence_label}"
        for row in sorted(rows, key=lambda row: row.item == TOTAL)
    }


def _grid(size: Size, rows: Sequence[SiteScore], highest: int) -> "Drawing":
    """Give the grid of scores, with totals in a row that has no colour, and a frame around what is own."""
    items, who = items_of(rows), who_of(rows)
    room = size.width * 0.25
    wide = min((size.width - room - 3 * size.font) / max(1, len(who)), size.font * 9)
    upright = size.upright(who.values(), wide)
    grid = Grid(
        rows=items,
        columns=who,
        row="datum.item",
        column=WHO,
        number=f"datum.item === '{TOTAL}' ? null : datum.score",
        peak=highest,
        unit="score",
        words="isValid(datum.score) ? '' + datum.score : "
        f"datum.basis === '{UNANSWERED}' ? '{UNANSWERED}' : '{style.NONE}'",
        grey=f"{IS_YOURS} && !isValid(datum.score)",
        lines={UNANSWERED: size.lines(UNANSWERED, wide - size.font * 0.4)},
        room=room,
        wide=wide,
        step=size.step(items.values(), room, size.above(who.values(), wide), size.font * 2.6),
        small=size.font,
        upright=upright,
        tooltip=("site_label:N", "influence_label:N", "score:Q", "basis:N"),
    )
    own = grid.base().transform_filter(IS_YOURS)
    return grid.drawn(size, own.mark_rect(fillOpacity=0, stroke=style.ACCENT, strokeWidth=2.5))
