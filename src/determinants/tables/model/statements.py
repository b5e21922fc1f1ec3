"""Rows of what a review states: of itself, its methods and its measure, and of its influences."""

import re
from typing import Literal, Self

from pydantic import model_validator

from determinants.tables.model.fields import Locator, Ordinal, Row, Slug, Text, slugs

# The boxes of PRISMA 2020 beside what was identified and included, in the order of its flow.
PRISMA = (
    *("recordsFromDatabases", "recordsFromRegisters", "recordsFromOthers", "duplicatesRemoved"),
    *("recordsRemoved", "recordsScreened", "recordsExcluded", "reportsSought", "reportsNotRetrieved"),
    *("reportsAssessed", "reportsExcluded", "othersSought", "othersNotRetrieved", "othersAssessed"),
    *("othersExcluded", "studiesIncluded"),
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
    "synthesisStage": r".+",
    "analysisMethod": r".+",
    "eligibleLanguage": r"[a-z]{2,3}",
    "studiesStatement": r".+",
    "strength": r".+",
    "limitation": r".+",
    "framework": r".+",
    "scope": r".+",
    "measureStatement": r".+",
    "measureMeaning": r".+",
    "measureRater": r".+",
    "measureTrial": r".+",
    "measureValidity": r".+",
    "measureUse": r".+",
    "measureLowest": r"-?\d+(\.\d+)?",
    "measureHighest": r"-?\d+(\.\d+)?",
    "measureMidpoint": r"-?\d+(\.\d+)?",
    **dict.fromkeys(PRISMA, r"\d+"),
}


class Fact(Row):
    """One statement of the review on itself: its methods, studies and measure, with its place in the article.

    `ordinal` is the place among several of a kind, as the article tells them. `cites` are publications that
    the article cites for it, and `statistics` the printed numbers that it rests on.
    """

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
        "synthesisStage",
        "analysisMethod",
        "eligibleLanguage",
        "studiesStatement",
        "strength",
        "limitation",
        "framework",
        "scope",
        "measureStatement",
        "measureMeaning",
        "measureRater",
        "measureTrial",
        "measureValidity",
        "measureUse",
        "measureLowest",
        "measureHighest",
        "measureMidpoint",
        "recordsFromDatabases",
        "recordsFromRegisters",
        "recordsFromOthers",
        "duplicatesRemoved",
        "recordsRemoved",
        "recordsScreened",
        "recordsExcluded",
        "reportsSought",
        "reportsNotRetrieved",
        "reportsAssessed",
        "reportsExcluded",
        "othersSought",
        "othersNotRetrieved",
        "othersAssessed",
        "othersExcluded",
        "studiesIncluded",
    ]
    ordinal: Ordinal | None = None
    value: Text
    unit: Text | None = None
    statement: Text
    cites: slugs("publications") = ()  # type: ignore[valid-type]
    statistics: slugs("statistics") = ()  # type: ignore[valid-type]
    locator: Locator

    @model_validator(mode="after")
    def _value_fits_property(self) -> Self:
        if not re.fullmatch(FACT_VALUES[self.property], self.value):
            raise ValueError(f"'{self.value}' is not a value of {self.property}")
        return self


class Statement(Row):
    """What the review says of its influences, or of determinants at large, beside factors and counts.

    `cites` are publications that the article cites for it: the statement is the review's all the same, and
    no finding of theirs. `parts` are influences that it names as parts of the one that it is about.
    """

    slug: Slug
    kind: Literal[
        "change",
        "target",
        "part",
        "direction",
        "operation",
        "precondition",
        "consequence",
        "recommendation",
        "remark",
    ]
    influences: slugs("influences") = ()  # type: ignore[valid-type]
    parts: slugs("influences") = ()  # type: ignore[valid-type]
    cites: slugs("publications") = ()  # type: ignore[valid-type]
    label: Text
    statement: Text
    locator: Locator

    @model_validator(mode="after")
    def _has_parts_where_it_is_about_parts(self) -> Self:
        if (self.kind == "part") != bool(self.parts):
            raise ValueError("a statement names parts when, and only when, its kind is part")
        return self
