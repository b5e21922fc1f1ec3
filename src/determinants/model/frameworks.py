"""Rows of the frameworks: their domains and constructs, and the crosswalks between them."""

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, StringConstraints

from determinants.model.fields import SLUG, Qualified, Ref, Row, Slug, Text, Web, Year


class Framework(Row):
    """A determinant framework, such as one edition of the CFIR."""

    identity: ClassVar[tuple[str, ...]] = ("key",)

    key: Slug
    label: Text
    title: Text
    publication: Annotated[Slug, Ref("publications")]
    year: Year


class Element(Row):
    """A domain, sub-domain, construct or sub-construct of a framework."""

    slug: Slug
    level: Literal["domain", "subdomain", "construct", "subconstruct"]
    notation: Text | None = None
    broader: Annotated[Slug, Ref("elements")] | None = None
    label: Text
    definition: Text


class MappingSet(Row):
    """What the head of an SSSOM table says of the table as a whole; other slots are not read."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)
    identity: ClassVar[tuple[str, ...]] = ("mapping_set_id",)

    mapping_set_id: Web
    mapping_set_title: Text
    mapping_set_description: Text
    license: Web


class Mapping(Row):
    """One row of a crosswalk, in SSSOM: what became of an old element.

    `ext_basis` says whether a source states the pairing, implies it, or whether it is our judgement;
    the relation itself is always our reading.
    """

    identity: ClassVar[tuple[str, ...]] = ("record_id",)

    record_id: Annotated[str, StringConstraints(pattern=r"^crosswalk:[a-z0-9-]+$")]
    subject_id: Annotated[Qualified, Ref("elements", qualified=True)]
    subject_label: Text
    predicate_id: Literal[
        "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"
    ]
    object_id: Annotated[
        str,
        StringConstraints(pattern=rf"^(?:sssom:NoTermFound|{SLUG}:{SLUG})$"),
        Ref("elements", qualified=True),
    ]
    object_label: Text | None = None
    mapping_justification: Literal["semapv:ManualMappingCuration"]
    ext_basis: Literal["stated", "implied", "judgement"]
    see_also: Web | None = None
    comment: Text | None = None
