"""Rows of the coding schemes: countries, designs, grades, modalities, income levels, topics, scopes."""

from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from determinants.tables.model.fields import Row, Slug, Text, YesNo, slugs


class Code(Row):
    """One value of a coding scheme."""

    slug: Slug
    label: Text
    definition: Text


class Scope(Code):
    """What a question may keep publications to, such as primary studies.

    With `parts` it is their conjunction, and worked out: a publication is within it that is within all of
    them or, where `admits_unstated`, of which nothing says that it is not.
    """

    parts: slugs("scopes") = ()  # type: ignore[valid-type]
    admits_unstated: YesNo = False

    @model_validator(mode="after")
    def _is_not_its_own_part(self) -> Self:
        if self.slug in self.parts:
            raise ValueError("a scope is not a part of itself")
        if self.admits_unstated and not self.parts:
            raise ValueError("only a scope that is worked out from its parts admits what is not stated")
        return self


class Country(Row):
    """A country, or a combination of countries that a source counts as one (`members`)."""

    slug: Slug
    notation: Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")] | None = None
    alpha3: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    label: Text
    members: slugs("countries") = ()  # type: ignore[valid-type]
