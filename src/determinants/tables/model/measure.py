"""Rows of a measure of implementation: sites, items, the scale, ratings and printed statistics."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from determinants.tables.model.fields import Locator, Number, Ordinal, Ref, Row, Slug, Text, YesNo, slugs

Score = Annotated[int, Field(ge=-1_000, le=1_000)]


class Site(Row):
    """A site that was rated."""

    slug: Slug
    label: Text
    country: Annotated[Slug, Ref("countries")]
    income_level: Annotated[Slug, Ref("income-levels")]
    experience: YesNo
    locator: Locator


class Item(Row):
    """An item of the measure, and the influence that it asks about; `question` asks it in plain words."""

    slug: Slug
    ordinal: Ordinal
    influence: Annotated[Slug, Ref("influences")]
    question: Text | None = None
    locator: Locator


class Anchor(Row):
    """What a score means; `low`, if barriers outweigh facilitators there."""

    identity: ClassVar[tuple[str, ...]] = ("score",)

    score: Score
    label: Text
    low: YesNo = False
    locator: Locator


class Rating(Row):
    """The score of one item at one site."""

    identity: ClassVar[tuple[str, ...]] = ("site", "item")

    site: Annotated[Slug, Ref("sites")]
    item: Annotated[Slug, Ref("items")]
    score: Score
    locator: Locator


class Statistic(Row):
    """A total, mean or range over ratings, as printed.

    `of`: scores, the totals of sites, or the means of items. `range-at-least` and `range-below`
    are claims on how far apart the highest and lowest score of an item lie.
    """

    slug: Slug
    statistic: Literal["sum", "mean", "minimum", "maximum", "range-at-least", "range-below"]
    of: Literal["score", "total", "item-mean"]
    item: Annotated[Slug, Ref("items")] | None = None
    sites: slugs("sites")  # type: ignore[valid-type]
    value: Number
    statement: Text
    locator: Locator
