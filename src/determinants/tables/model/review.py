"""Rows of a review: what it did, which influences and determinants it found, how it maps them."""

import re
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from determinants.tables.model.fields import (
    Basis,
    Day,
    Direction,
    Doi,
    Locator,
    Ordinal,
    Percentage,
    Qualified,
    Ref,
    Row,
    Slug,
    Text,
    Texts,
    Whole,
    YesNo,
    slugs,
)

FACT_VALUES: dict[str, str] = {
    "publicationsIdentified": r"\d+",
    "publicationsIncluded": r"\d+",
    "fullTextScreeners": r"\d+",
    "screeningSample": r"\d+(\.\d+)?",
    "screeningConcordance": r"\d+(\.\d+)?",
    "doubleExtracted": r"\d+(\.\d+)?",
    "measureThreshold": r"\d+(\.\d+)?",
    "searchedUntil": r"\d{4}-(0[1-9]|1[0-2])",
    "searchedFrom": r".+",
    "synthesisMethod": r".+",
    "eligibleLanguage": r"[a-z]{2,3}",
}


class Review(Row):
    """The review itself: the synthesis, and the article that reports it."""

    identity: ClassVar[tuple[str, ...]] = ("key",)

    key: Slug
    publication: Annotated[Slug, Ref("publications")]
    title: Text
    doi: Doi
    label: Text
    protocol: Text | None = None
    protocol_registry: Text | None = None
    protocol_registered: Day | None = None
    locator: Locator


class Fact(Row):
    """One statement on how the review was done, with its place in the article."""

    slug: Slug
    property: Literal[
        "publicationsIdentified",
        "publicationsIncluded",
        "fullTextScreeners",
        "screeningSample",
        "screeningConcordance",
        "doubleExtracted",
        "measureThreshold",
        "searchedUntil",
        "searchedFrom",
        "synthesisMethod",
        "eligibleLanguage",
    ]
    value: Text
    unit: Text | None = None
    statement: Text
    locator: Locator

    @model_validator(mode="after")
    def _value_fits_property(self) -> Self:
        if not re.fullmatch(FACT_VALUES[self.property], self.value):
            raise ValueError(f"'{self.value}' is not a value of {self.property}")
        return self


class Criterion(Row):
    """A criterion of eligibility."""

    slug: Slug
    role: Literal["inclusion", "exclusion", "no-restriction"]
    aspect: Text
    label: Text
    locator: Locator


class Source(Row):
    """A kind of information source that was searched, and how many of it."""

    slug: Slug
    ordinal: Ordinal
    label: Text
    count: Whole | None = None
    counted: Text | None = None
    detail: Text
    locator: Locator


class QualityBand(Row):
    """A grade of quality and the percentages of the checklist score that earn it."""

    identity: ClassVar[tuple[str, ...]] = ("grade",)

    grade: Annotated[Slug, Ref("grades")]
    from_percent: Percentage | None = None
    below_percent: Percentage | None = None
    locator: Locator


class Checklist(Row):
    """An appraisal checklist, its number of items and the design that it is for."""

    slug: Slug
    label: Text
    items: Ordinal
    design: Annotated[Slug, Ref("designs")]
    locator: Locator


class StudySet(Row):
    """A set of the included publications that the review analyses by itself."""

    slug: Slug
    label: Text
    size: Ordinal
    locator: Locator


class Influence(Row):
    """A theme of the review, in the order in which it is printed."""

    slug: Slug
    rank: Ordinal
    label: Text
    alternative_labels: Texts = ()
    definition: Text
    locator: Locator


class Determinant(Row):
    """One atomic facilitator or barrier, at its place in the table: row, side, sentence, part."""

    slug: Slug
    influence: Annotated[Slug, Ref("influences")]
    direction: Literal["facilitates", "hinders"]
    row: Ordinal
    sentence: Ordinal
    part: Ordinal
    label: Text


class Count(Row):
    """How many publications of a study set report an influence or have a feature.

    A count that is not printed stays empty and is derived: from the percentage, or as what is left
    of all publications beside the study set in `complement_of`.
    """

    slug: Slug
    influence: Annotated[Slug, Ref("influences")] | None = None
    country: Annotated[Slug, Ref("countries")] | None = None
    design: Annotated[Slug, Ref("designs")] | None = None
    quality: Annotated[Slug, Ref("grades")] | None = None
    modality: Annotated[Slug, Ref("modalities")] | None = None
    study_set: Annotated[Slug, Ref("study-sets")]
    direction: Direction | None = None
    count: Whole | None = None
    total: Ordinal
    percentage: Percentage | None = None
    complement_of: Annotated[Slug, Ref("study-sets")] | None = None
    count_locator: Locator | None = None
    percentage_locator: Locator | None = None

    @model_validator(mode="after")
    def _counts_one_thing(self) -> Self:
        features = (self.influence, self.country, self.design, self.quality, self.modality)
        if sum(feature is not None for feature in features) > 1:
            raise ValueError("a count is about one influence or one feature, not several")
        return self

    @model_validator(mode="after")
    def _printed_numbers_have_locators(self) -> Self:
        if (self.count is None) != (self.count_locator is None):
            raise ValueError("a printed count needs its locator, and a locator its count")
        if (self.percentage is None) != (self.percentage_locator is None):
            raise ValueError("a printed percentage needs its locator, and a locator its percentage")
        return self

    @model_validator(mode="after")
    def _count_is_within_total(self) -> Self:
        if self.count is not None and self.count > self.total:
            raise ValueError(f"{self.count} publications of {self.total} is not possible")
        return self

    @model_validator(mode="after")
    def _can_be_known(self) -> Self:
        if self.count is None and self.percentage is None and self.complement_of is None:
            raise ValueError("nothing is printed and nothing says how to derive the count")
        return self


class Reference(Row):
    """An entry of the article's reference list."""

    identity: ClassVar[tuple[str, ...]] = ("ordinal",)

    ordinal: Ordinal
    key: Annotated[Slug, Ref("publications")]
    locator: Locator


class Condition(Row):
    """One answer to a question on which an alignment depends, such as where training is provided."""

    slug: Slug
    facet: Slug
    answer: Slug
    label: Text
    basis: Basis
    locator: Locator | None = None

    @model_validator(mode="after")
    def _printed_has_locator(self) -> Self:
        if (self.basis == "printed") != (self.locator is not None):
            raise ValueError("a printed condition needs a locator, and a derived one has none")
        return self


class Alignment(Row):
    """An influence maps to an element of a framework, perhaps on a condition, as the review says."""

    slug: Slug
    influence: Annotated[Slug, Ref("influences")]
    element: Annotated[Qualified, Ref("elements", qualified=True)]
    condition: Annotated[Slug, Ref("conditions")] | None = None
    predicate: Literal["exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"]
    locator: Locator


class Robustness(Row):
    """What the review says of its themes in a part of the publications."""

    slug: Slug
    study_set: Annotated[Slug, Ref("study-sets")]
    top_influences: slugs("influences") = ()  # type: ignore[valid-type]
    dropped_influences: slugs("influences") = ()  # type: ignore[valid-type]
    order_changed: YesNo
    statement: Text
    locator: Locator
