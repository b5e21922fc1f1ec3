"""Rows of a review: what it did, which influences and determinants it found, how it maps them."""

import re
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from determinants.tables.model.bibliography import Doi
from determinants.tables.model.fields import (
    Basis,
    Confidence,
    Day,
    Direction,
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

Kind = Literal["systematic-review", "scoping-review", "umbrella-review", "realist-review", "other-review"]


class Review(Row):
    """The review itself: the synthesis, and the article that reports it.

    Title and DOI are those of its publication, where they are not given. `named` says how many of its
    included publications stand in `included.csv`: all, some or none. `abbreviations` are those that its codes
    are called by, each with what it stands for.
    """

    identity: ClassVar[tuple[str, ...]] = ("key",)

    key: Slug
    publication: Annotated[Slug, Ref("publications")]
    title: Text = ""
    doi: Doi = ""
    label: Text
    kind: Kind = "systematic-review"
    named: Literal["all", "some", "none"] = "none"
    protocol: Text | None = None
    protocol_registry: Text | None = None
    protocol_registered: Day | None = None
    abbreviations: Texts = ()
    locator: Locator

    @model_validator(mode="after")
    def _abbreviations_are_spelt_out(self) -> Self:
        if not all(re.fullmatch(r"\S+: \S.*", each) for each in self.abbreviations):
            raise ValueError("an abbreviation is followed by a colon and what it stands for")
        return self


class Criterion(Row):
    """A criterion of eligibility."""

    slug: Slug
    role: Literal["inclusion", "exclusion", "no-restriction"]
    aspect: Text
    label: Text
    reason: Text | None = None
    locator: Locator


class Source(Row):
    """A kind of information source that was searched, and how many of it."""

    slug: Slug
    ordinal: Ordinal
    label: Text
    count: Whole | None = None
    counted: Text | None = None
    detail: Text
    reason: Text | None = None
    locator: Locator


class QualityBand(Row):
    """A grade of quality and the percentages of the checklist score that earn it, each as it is printed."""

    identity: ClassVar[tuple[str, ...]] = ("grade",)

    grade: Annotated[Slug, Ref("grades")]
    from_percent: Percentage | None = None
    to_percent: Percentage | None = None
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
    """A set of the included publications that the review analyses by itself; `whole`, if it is all."""

    slug: Slug
    label: Text
    size: Ordinal
    whole: YesNo = False
    locator: Locator


class Inclusion(Row):
    """The review includes this publication: in which study sets, and with which grade, as it says itself."""

    identity: ClassVar[tuple[str, ...]] = ("publication",)

    publication: Annotated[Slug, Ref("publications")]
    study_sets: slugs("study-sets") = ()  # type: ignore[valid-type]
    quality: Annotated[Slug, Ref("grades")] | None = None
    quality_printed: Text | None = None
    locator: Locator


class Coding(Row):
    """What the review codes: of a study that it includes (`coding`), or says over its studies (`synthesis`).

    The code is one of its own influences, or a construct of a framework, and so never another review's.
    """

    slug: Slug
    study: Annotated[Slug, Ref("publications")] | None = None
    influence: Annotated[Slug, Ref("influences")] | None = None
    element: Annotated[Qualified, Ref("elements", qualified=True)] | None = None
    determinant: Annotated[Slug, Ref("determinants")] | None = None
    direction: Direction
    directness: Literal["coding", "synthesis"] = "coding"
    wording: Text
    locator: Locator
    confidence: Confidence = "high"
    coder: Annotated[Slug, Ref("agents")] | None = None
    outcome: Annotated[Slug, Ref("outcomes")] | None = None

    @model_validator(mode="after")
    def _has_one_code(self) -> Self:
        if (self.influence is None) == (self.element is None):
            raise ValueError("a coding is to an influence or to a construct, not both and not neither")
        return self

    @model_validator(mode="after")
    def _names_its_study(self) -> Self:
        if (self.directness == "coding") != (self.study is not None):
            raise ValueError("a coding names the study that is coded, and a synthesis names none")
        return self


class Influence(Row):
    """A theme of the review; `rank` is its place where the review ranks its themes, ties included."""

    slug: Slug
    rank: Ordinal | None = None
    label: Text
    alternative_labels: Texts = ()
    definition: Text
    locator: Locator


class Determinant(Row):
    """One atomic facilitator or barrier, at its place; row, sentence and part where the source has them."""

    slug: Slug
    influence: Annotated[Slug, Ref("influences")]
    direction: Literal["facilitates", "hinders"]
    row: Ordinal | None = None
    sentence: Ordinal | None = None
    part: Ordinal | None = None
    label: Text
    locator: Locator


class Count(Row):
    """How many publications of a study set report an influence or construct, or have a feature.

    A count that is not printed stays empty and is derived: from the percentage, or as what is left
    of all publications beside the study set in `complement_of`. Without a study set it is of all that
    the review includes; without a total, none is printed. Without a code or feature it is of the study set
    itself, out of all. `printed` is the term that the review prints for the feature, and `direction_printed`
    for the direction: which named value they are taken for is this project's reading.
    """

    slug: Slug
    influence: Annotated[Slug, Ref("influences")] | None = None
    element: Annotated[Qualified, Ref("elements", qualified=True)] | None = None
    country: Annotated[Slug, Ref("countries")] | None = None
    design: Annotated[Slug, Ref("designs")] | None = None
    quality: Annotated[Slug, Ref("grades")] | None = None
    modality: Annotated[Slug, Ref("modalities")] | None = None
    printed: Text | None = None
    study_set: Annotated[Slug, Ref("study-sets")] | None = None
    direction: Direction | None = None
    direction_printed: Text | None = None
    count: Whole | None = None
    total: Ordinal | None = None
    percentage: Percentage | None = None
    complement_of: Annotated[Slug, Ref("study-sets")] | None = None
    count_locator: Locator | None = None
    percentage_locator: Locator | None = None

    @model_validator(mode="after")
    def _counts_one_thing(self) -> Self:
        codes = (self.influence, self.element)
        features = (*codes, self.country, self.design, self.quality, self.modality)
        if sum(feature is not None for feature in features) > 1:
            raise ValueError("a count is about one code or one feature, not several")
        return self

    @model_validator(mode="after")
    def _printed_numbers_have_locators(self) -> Self:
        if (self.count is None) != (self.count_locator is None):
            raise ValueError("a printed count needs its locator, and a locator its count")
        if (self.percentage is None) != (self.percentage_locator is None):
            raise ValueError("a printed percentage needs its locator, and a locator its percentage")
        return self

    @model_validator(mode="after")
    def _printed_terms_are_of_something(self) -> Self:
        if self.printed is not None and self._of is None:
            raise ValueError("a printed term needs what it is taken for: a code or a feature")
        if self.direction_printed is not None and self.direction is None:
            raise ValueError("a printed direction needs the direction that it is taken for")
        return self

    @property
    def _of(self) -> str | None:
        """The code or feature that is counted; None where it is a study set itself."""
        features = (self.influence, self.element, self.country, self.design, self.quality, self.modality)
        return next((feature for feature in features if feature is not None), None)

    @model_validator(mode="after")
    def _count_is_within_total(self) -> Self:
        if self.count is not None and self.total is not None and self.count > self.total:
            raise ValueError(f"{self.count} publications of {self.total} is not possible")
        return self

    @model_validator(mode="after")
    def _can_be_known(self) -> Self:
        if self.count is None and (
            self.total is None or (self.percentage, self.complement_of) == (None, None)
        ):
            raise ValueError("nothing is printed and nothing says how to derive the count")
        return self


class Reference(Row):
    """An entry of the article's reference list."""

    identity: ClassVar[tuple[str, ...]] = ("ordinal",)

    ordinal: Ordinal
    key: Annotated[Slug, Ref("publications")]
    locator: Locator


class Condition(Row):
    """One answer to a question on which an alignment depends, such as where training is provided.

    `question` asks it in plain words, and is the same for each answer to it.
    """

    slug: Slug
    facet: Slug
    question: Text | None = None
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
    """The review maps an influence or a determinant to an element of a framework, perhaps on a condition."""

    slug: Slug
    influence: Annotated[Slug, Ref("influences")] | None = None
    determinant: Annotated[Slug, Ref("determinants")] | None = None
    element: Annotated[Qualified, Ref("elements", qualified=True)]
    condition: Annotated[Slug, Ref("conditions")] | None = None
    predicate: Literal["exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"]
    locator: Locator

    @model_validator(mode="after")
    def _maps_one_thing(self) -> Self:
        if (self.influence is None) == (self.determinant is None):
            raise ValueError("an alignment is of an influence or of a determinant, not both and not neither")
        return self


class Robustness(Row):
    """What the review says of its themes in a part of the publications."""

    slug: Slug
    study_set: Annotated[Slug, Ref("study-sets")]
    top_influences: slugs("influences") = ()  # type: ignore[valid-type]
    dropped_influences: slugs("influences") = ()  # type: ignore[valid-type]
    order_changed: YesNo
    statement: Text
    locator: Locator
