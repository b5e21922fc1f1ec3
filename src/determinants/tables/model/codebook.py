"""Rows of a codebook: factors of our own, what is coded as what, alignments with constructs, and codings."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from determinants.tables.model.fields import Number, Percentage, Qualified, Ref, Row, Slug, Text, Whole


class Codebook(Row):
    """A codebook: what it is for, and how coding by it is done. Its factors and rules stand beside it."""

    identity: ClassVar[tuple[str, ...]] = ("key",)

    key: Slug
    label: Text
    definition: Text
    coding: Text


class Factor(Row):
    """A facilitator or barrier that no review prints, with what is coded as it and what is not."""

    slug: Slug
    influence: Annotated[Qualified, Ref("influences", qualified=True)] | None = None
    topic: Annotated[Slug, Ref("topics")] | None = None
    direction: Literal["facilitates", "hinders"]
    label: Text
    definition: Text
    include: Text
    exclude: Text | None = None

    @model_validator(mode="after")
    def _has_one_subject(self) -> Self:
        if (self.influence is None) == (self.topic is None):
            raise ValueError("a factor belongs to an influence or to a topic, not both and not neither")
        return self


class Rule(Row):
    """What is coded as something, and what looks alike but is not: `influence/ibrahim2019:psw-training`."""

    identity: ClassVar[tuple[str, ...]] = ("code",)

    code: Annotated[Text, "kind/slug or kind/scheme:slug"]
    include: Text
    exclude: Text | None = None

    @model_validator(mode="after")
    def _names_a_code(self) -> Self:
        kind, slash, name = self.code.partition("/")
        if not slash or kind not in KINDS or not name:
            raise ValueError(f"a code is one of {', '.join(KINDS)}, a slash and a name")
        return self


KINDS = ("influence", "determinant", "topic", "direction", "directness", "outcome")


class ConstructAlignment(Row):
    """A factor belongs to a construct, by this project's judgement, with what decided it."""

    identity: ClassVar[tuple[str, ...]] = ("determinant", "element")

    determinant: Annotated[Qualified, Ref("determinants", qualified=True)]
    element: Annotated[Qualified, Ref("elements", qualified=True)]
    role: Literal["primary", "secondary"]
    predicate: Literal["exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"]
    confidence: Literal["high", "medium", "low"]
    justification: Text
    settled: Literal["agreed", "settled", "corrected"]
    note: Text | None = None


class Decision(Row):
    """What one coder decided about one unit; an empty code means none."""

    identity: ClassVar[tuple[str, ...]] = ("unit", "coder", "variable")

    unit: Text
    coder: Annotated[Slug, Ref("agents")]
    variable: Literal["influence", "determinant", "direction", "outcome", "cfir2009", "cfir2022"]
    code: Text | None = None


class Agreement(Row):
    """How far two independent codings agree on a variable."""

    identity: ClassVar[tuple[str, ...]] = ("variable",)

    variable: Literal["influence", "determinant", "direction", "outcome", "cfir2009", "cfir2022"]
    label: Text
    units: Whole
    agreed: Whole
    percentage: Percentage
    alpha: Number
