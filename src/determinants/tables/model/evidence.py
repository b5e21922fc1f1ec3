"""Rows of the evidence: publications, what they report, and who coded it."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, model_validator

from determinants.tables.model.bibliography import Authors, Doi, Printed, Year
from determinants.tables.model.fields import (
    Confidence,
    Day,
    Digits,
    Direction,
    Locator,
    Path,
    Qualified,
    Ref,
    Row,
    Slug,
    Text,
    Whole,
    YesNo,
    _split,
    qualifieds,
    slugs,
)

Read = Literal[
    "abstract",
    "table",
    "full-text",
    "full-text-part",
    "introduction",
    "summary",
    "citation-statement",
    "reference-list",
]


class Agent(Row):
    """Someone, or a piece of work, that statements are attributed to."""

    slug: Slug
    label: Text
    kind: Literal["organisation", "person", "coding"]


class Publication(Row):
    """A source or study. What is not known stays empty."""

    identity: ClassVar[tuple[str, ...]] = ("key",)

    key: Slug
    kind: Literal["journal-article", "book", "book-chapter", "report", "thesis", "web-page"]
    title: Text
    authors: Authors = ()
    year: Year | None = None
    venue: Text | None = None
    volume: Printed | None = None
    issue: Printed | None = None
    pages: Printed | None = None
    doi: Doi | None = None
    pmid: Digits | None = None
    countries: slugs("countries") = ()  # type: ignore[valid-type]
    design: Annotated[Slug, Ref("designs")] | None = None
    design_note: Text | None = None
    quality: Annotated[Slug, Ref("grades")] | None = None
    modality: Annotated[Slug, Ref("modalities")] | None = None
    setting: Text | None = None
    population: Text | None = None
    licence: Text | None = None
    read: Annotated[tuple[Read, ...], BeforeValidator(_split)] = ()
    caution: Text | None = None
    retraction: Locator | None = None


class Scoping(Row):
    """Which scopes a publication is within, in part, or not, and which its record does not tell of."""

    identity: ClassVar[tuple[str, ...]] = ("publication",)

    publication: Annotated[Slug, Ref("publications")]
    yes: slugs("scopes") = ()  # type: ignore[valid-type]
    partly: slugs("scopes") = ()  # type: ignore[valid-type]
    no: slugs("scopes") = ()  # type: ignore[valid-type]
    not_stated: slugs("scopes") = ()  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = [*self.yes, *self.partly, *self.no, *self.not_stated]
        if twice := sorted({scope for scope in said if said.count(scope) > 1}):
            raise ValueError(f"a scope stands in one of the columns, and here in several: {', '.join(twice)}")
        return self


class Finding(Row):
    """What a publication reports: this factor, in this direction, as stated there; coded by this project.

    `directness`: `own`, the study's own finding; `coding`, coded by a review from a study that it includes;
    `secondary`, a source reporting what another study found; `synthesis`, what a review says over its
    studies; `background`, a source's remark on earlier work, or on none.
    """

    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: Slug
    stated_in: Annotated[Slug, Ref("publications")]
    locator: Locator
    reported_by: slugs("publications")  # type: ignore[valid-type]
    influence: Annotated[Qualified, Ref("influences", qualified=True)] | None = None
    element: Annotated[Qualified, Ref("elements", qualified=True)] | None = None
    topic: Annotated[Slug, Ref("topics")] | None = None
    determinant: Annotated[Qualified, Ref("determinants", qualified=True)] | None = None
    direction: Direction
    directness: Literal["own", "coding", "secondary", "synthesis", "background"]
    wording: Text
    stated_elements: qualifieds("elements") = ()  # type: ignore[valid-type]
    confidence: Confidence
    coder: Annotated[Slug, Ref("agents")]
    outcome: Annotated[Slug, Ref("outcomes")] | None = None

    @model_validator(mode="after")
    def _has_one_code(self) -> Self:
        if sum(code is not None for code in (self.influence, self.element, self.topic)) != 1:
            raise ValueError(
                "a finding is about one code: an influence, a construct or a topic, not several and not none"
            )
        return self

    @model_validator(mode="after")
    def _directness_fits(self) -> Self:
        elsewhere = self.reported_by != (self.stated_in,)
        if not self.reported_by:
            raise ValueError("a finding needs the publication that reports it")
        if (self.directness in {"secondary", "coding"}) != elsewhere:
            raise ValueError(
                "a finding is a coding or secondary when, and only when, another source states it"
            )
        return self


class Dependence(Row):
    """Two publications that rest on one another, so that they are not two independent sources.

    `same-study`: two reports of one study; `same-project`: other data of one consortium or programme;
    `synthesises`: the first is a review that includes the second; `restates`: the first says again what
    the second found. `seen`: the text says so; `inferred`: it follows from place, sample and authors.
    """

    identity: ClassVar[tuple[str, ...]] = ("publication", "other")

    publication: Annotated[Slug, Ref("publications")]
    other: Annotated[Slug, Ref("publications")]
    relation: Literal["same-study", "same-project", "synthesises", "restates"]
    basis: Literal["seen", "inferred"]
    why: Text

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if self.publication == self.other:
            raise ValueError("a publication does not rest on itself")
        return self


class Search(Row):
    """A search for studies that was made for this graph, whatever it found."""

    slug: Slug
    day: Day
    index: Text
    query: Text
    verbatim: YesNo
    influence: Annotated[Qualified, Ref("influences", qualified=True)] | None = None
    results: Whole | None = None
    found: slugs("publications") = ()  # type: ignore[valid-type]


class Listing(Row):
    """What a list of studies names that was gone through: in the graph, or the reason why it is not."""

    slug: Slug
    listed_in: Text
    listed_by: Annotated[Slug, Ref("publications")] | None = None
    listed_as: Text
    locator: Locator
    entries: Whole | None = None
    publication: Annotated[Slug, Ref("publications")] | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _is_in_or_out(self) -> Self:
        if (self.publication is None) == (self.reason is None):
            raise ValueError("what is listed has its publication here, or a reason why it has none, not both")
        return self


class Retired(Row):
    """A thing of ours that is no longer to be used. Its name is never given to another."""

    identity: ClassVar[tuple[str, ...]] = ("thing",)

    thing: Path
    replaced_by: Path | None = None
    reason: Text
