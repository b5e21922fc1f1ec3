"""A measure of implementation: sites, items, the scale, ratings and printed statistics."""

from collections.abc import Iterator

from pyoxigraph import Quad

from determinants.graph.data_sets import RATINGS
from determinants.graph.terms import Place, decimal, english, number, plain, term, truth
from determinants.ground.vocab import DET, QB, SKOS, thing
from determinants.tables.model import Anchor, Item, Rating, Site, Statistic


def site(row: Site, at: Place) -> Iterator[Quad]:
    """Yield a site that was rated."""
    yield from at.write(
        thing("site", row.slug),
        DET.Site,
        {
            SKOS.prefLabel: english(row.label),
            DET.country: thing("country", row.country),
            DET.incomeLevel: thing("income-level", row.income_level),
            DET.experience: truth(row.experience),
            DET.review: thing(at.scope),
            DET.locator: plain(row.locator),
        },
    )


def item(row: Item, at: Place) -> Iterator[Quad]:
    """Yield an item of the measure, tied to its influence."""
    yield from at.write(
        at.thing("item", row.slug),
        DET.MeasureItem,
        {
            DET.ordinal: number(row.ordinal),
            DET.influence: at.thing("influence", row.influence),
            DET.question: english(row.question),
            DET.review: thing(at.scope),
            DET.locator: plain(row.locator),
        },
    )


def anchor(row: Anchor, at: Place) -> Iterator[Quad]:
    """Yield what a score means."""
    yield from at.write(
        at.thing("anchor", str(row.score)),
        DET.ScaleAnchor,
        {
            DET.score: number(row.score),
            SKOS.prefLabel: english(row.label),
            DET.countsAsLow: truth(row.low),
            DET.review: thing(at.scope),
            DET.locator: plain(row.locator),
        },
    )


def rating(row: Rating, influence: str, at: Place) -> Iterator[Quad]:
    """Yield the score of one item at one site; `influence` is the item's."""
    yield from at.write(
        at.thing("rating", row.site, row.item),
        (DET.Rating, QB.Observation),
        {
            QB.dataSet: at.thing("dataset", RATINGS.slug),
            DET.site: thing("site", row.site),
            DET.item: at.thing("item", row.item),
            DET.influence: at.thing("influence", influence),
            DET.review: thing(at.scope),
            DET.score: number(row.score),
            DET.basis: term("printed"),
            DET.locator: plain(row.locator),
        },
    )


def statistic(row: Statistic, of: str, at: Place) -> Iterator[Quad]:
    """Yield a printed total, mean or range; `of` names its item, or else its one site."""
    yield from at.write(
        at.thing("statistic", row.slug),
        DET.Statistic,
        {
            DET.review: thing(at.scope),
            DET.statisticKind: plain(row.statistic),
            DET.statisticOf: plain(row.of),
            DET.item: at.thing("item", row.item) if row.item else None,
            DET.site: [thing("site", slug) for slug in row.sites],
            SKOS.prefLabel: english(f"{row.statement}: {of}" if of else row.statement),
            DET.value: decimal(row.value),
            DET.wording: english(row.statement),
            DET.basis: term("printed"),
            DET.locator: plain(row.locator),
        },
    )
