"""Rows of the frameworks: their domains, constructs and strategies, and what leads from one to another."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from determinants.tables.model.bibliography import Year
from determinants.tables.model.fields import (
    SLUG,
    Locator,
    Ordinal,
    Percentage,
    Qualified,
    RealDay,
    Ref,
    Row,
    Slug,
    Text,
    Texts,
    Web,
    Whole,
)


class Framework(Row):
    """A determinant framework, such as one edition of the CFIR, or a compilation of strategies."""

    identity: ClassVar[tuple[str, ...]] = ("key",)

    key: Slug
    label: Text
    title: Text
    publication: Annotated[Slug, Ref("publications")]
    year: Year


class Element(Row):
    """A domain, sub-domain, construct or sub-construct of a framework; or a strategy or a cluster of them.

    An `addition` was added to a framework later and is none of those that the edition itself counts.
    """

    slug: Slug
    level: Literal["domain", "subdomain", "construct", "subconstruct", "addition", "cluster", "strategy"]
    notation: Text | None = None
    broader: Annotated[Slug, Ref("elements")] | None = None
    label: Text
    alternative_labels: Texts = ()
    definition: Text
    note: Text | None = None


class MappingSet(Row):
    """What the head of an SSSOM table says of the table as a whole; other slots are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)
    identity: ClassVar[tuple[str, ...]] = ("mapping_set_id",)

    mapping_set_id: Web
    mapping_set_version: Text | None = None
    mapping_set_title: Text
    mapping_set_description: Text
    license: Web


NOTHING = "sssom:NoTermFound"
ElementOrNothing = Annotated[
    str,
    StringConstraints(pattern=rf"^(?:{NOTHING}|{SLUG}:{SLUG})$"),
    Ref("elements", qualified=True),
]


class Mapping(Row):
    """One row of a crosswalk, in SSSOM: what became of an old element, or that a new one has no forerunner.

    `ext_basis` says whether a source states the pairing, implies it, or whether it is our judgement;
    the relation itself is always our reading.
    """

    identity: ClassVar[tuple[str, ...]] = ("record_id",)
    passed_over: ClassVar[frozenset[str]] = frozenset(
        {
            "author_id",
            "cardinality_scope",
            "creator_id",
            "creator_label",
            "curation_rule",
            "curation_rule_text",
            "issue_tracker_item",
            "license",
            "mapping_cardinality",
            "mapping_provider",
            "mapping_source",
            "mapping_tool",
            "mapping_tool_id",
            "mapping_tool_version",
            "match_string",
            "object_category",
            "object_match_field",
            "object_preprocessing",
            "object_source",
            "object_type",
            "other",
            "predicate_label",
            "predicate_modifier",
            "predicate_type",
            "publication_date",
            "review_date",
            "reviewer_agreement",
            "reviewer_id",
            "reviewer_label",
            "similarity_measure",
            "similarity_score",
            "subject_category",
            "subject_match_field",
            "subject_preprocessing",
            "subject_source",
            "subject_type",
        }
    )

    record_id: Annotated[str, StringConstraints(pattern=r"^crosswalk:[a-z0-9-]+$")]
    subject_id: ElementOrNothing
    subject_label: Text | None = None
    predicate_id: Literal[
        "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"
    ]
    object_id: ElementOrNothing
    object_label: Text | None = None
    mapping_justification: Literal["semapv:ManualMappingCuration"]
    ext_basis: Literal["stated", "implied", "judgement"]
    confidence: Annotated[Decimal, Field(ge=0, le=1, decimal_places=6)] | None = None
    author_label: Text | None = None
    mapping_date: RealDay | None = None
    subject_source_version: Text | None = None
    object_source_version: Text | None = None
    see_also: Web | None = None
    comment: Text | None = None

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        if self.subject_id == self.object_id == NOTHING:
            raise ValueError("nothing on both sides says nothing: name the old element or the new one")
        return self


class Endorsement(Row):
    """How many experts endorsed a strategy for a barrier, as a source prints it: an opinion, no effect.

    `source` is the publication whose experts were asked, `stated_in` the one in which it was read. What one
    survey's experts said of a pair is one row, wherever parts of it are printed: a level that is read
    elsewhere than the percentage has a place of its own.
    """

    identity: ClassVar[tuple[str, ...]] = ("strategy", "element", "source")

    strategy: Annotated[Slug, Ref("elements")]
    element: Annotated[Qualified, Ref("elements", qualified=True)]
    percentage: Percentage | None = None
    count: Whole | None = None
    total: Ordinal | None = None
    level: Literal["1", "2", "1-or-2"] | None = None
    source: Annotated[Slug, Ref("publications")]
    stated_in: Annotated[Slug, Ref("publications")]
    locator: Locator
    level_stated_in: Annotated[Slug, Ref("publications")] | None = None
    level_locator: Locator | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _says_how_many(self) -> Self:
        if self.percentage is None and self.level is None:
            raise ValueError("nothing says how many endorsed it: give a percentage or a level")
        return self

    @model_validator(mode="after")
    def _count_has_its_total(self) -> Self:
        if (self.count is None) != (self.total is None):
            raise ValueError("a count of experts needs the number who were asked, and that number its count")
        if self.count is not None and self.total is not None and self.count > self.total:
            raise ValueError(f"{self.count} experts of {self.total} is not possible")
        return self

    @model_validator(mode="after")
    def _level_has_its_place(self) -> Self:
        if (self.level_stated_in is None) != (self.level_locator is None):
            raise ValueError("where a level is read needs a publication and a place in it")
        if self.level_stated_in is not None and (self.percentage is None or self.level is None):
            raise ValueError(
                "a place of its own is for a level that is read elsewhere than the percentage: give both, "
                "or name the place in stated_in and locator"
            )
        return self


class LevelCount(Row):
    """How many strategies a source puts at each level for a barrier, whether or not they were read."""

    identity: ClassVar[tuple[str, ...]] = ("element", "source")

    element: Annotated[Qualified, Ref("elements", qualified=True)]
    level_1: Whole
    level_2: Whole
    source: Annotated[Slug, Ref("publications")]
    stated_in: Annotated[Slug, Ref("publications")]
    locator: Locator
    note: Text | None = None
