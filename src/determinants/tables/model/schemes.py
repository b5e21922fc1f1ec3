"""Rows of the coding schemes: countries, designs, grades, modalities, income levels, topics."""

from typing import Annotated

from pydantic import StringConstraints

from determinants.tables.model.fields import Row, Slug, Text, slugs


class Code(Row):
    """One value of a coding scheme."""

    slug: Slug
    label: Text
    definition: Text


class Country(Row):
    """A country, or a combination of countries that a source counts as one (`members`)."""

    slug: Slug
    notation: Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")] | None = None
    alpha3: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    label: Text
    members: slugs("countries") = ()  # type: ignore[valid-type]
