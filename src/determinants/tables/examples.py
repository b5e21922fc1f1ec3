"""What a review of a kind needs, and a worked example for each of its tables.

The examples go together. `check` accepts them once their `EXAMPLE: ` is taken off, and refuses them before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from determinants.tables.lines import EXAMPLE
from determinants.tables.model.review import Kind

# What studies may be coded to, with the construct that the examples take.
FRAMEWORKS = {"cfir2009": "cfir2009:champions", "cfir2022": "cfir2022:opinion-leaders"}
KINDS: tuple[str, ...] = get_args(Kind)
APPRAISED = {"systematic-review", "umbrella-review"}  # kinds that grade what they include


@dataclass(frozen=True)
class Plan:
    """What kind of review it is. Without a framework, or if asked for, it has influences of its own."""

    key: str
    kind: str = "systematic-review"
    framework: str | None = None
    influences: bool = False
    counts: bool = False
    sites: bool = False

    @property
    def own(self) -> bool:
        """Whether it has influences of its own; the items of a measure ask about such."""
        return self.framework is None or self.influences or self.sites

    def tables(self) -> Iterator[str]:
        """Yield the names of the tables that it needs, in the order in which to fill them."""
        yield from ("publications", "reviews", "facts")
        yield from ("study-sets",) * self.counts
        yield from ("quality-bands",) * (self.kind in APPRAISED)
        yield "inclusions"
        yield from ("influences", "determinants") * self.own
        yield from ("alignments",) * (self.own and self.framework is not None)
        yield "codings"
        yield from ("counts",) * self.counts
        yield from ("sites", "anchors", "items", "ratings") * self.sites


def worked(plan: Plan, known: set[str]) -> dict[str, list[dict[str, str]]]:
    """Give the worked examples, which go together."""
    place = {"locator": f"{EXAMPLE}Table 1, row 1"}
    design = "systematic-review" if plan.kind == "systematic-review" else "literature-review"
    article = {
        "key": plan.key,
        "kind": "journal-article",
        "title": f"{EXAMPLE}Title of the review",
        "authors": "Smith AB; Jones C; et al.",
        "year": "2024",
        "venue": "Journal",
        "volume": "1",
        "pages": "1-20",
        "doi": f"10.1234/{plan.key}",
        "design": design,
        "read": "full-text",
    }
    study = {
        "key": "example2020",
        "kind": "journal-article",
        "title": f"{EXAMPLE}Title of an included study",
        "authors": "Brown D",
        "year": "2020",
        "countries": "gb;us",
        "design": "qualitative",
        "read": "abstract",
    }
    code = {"influence": "leadership"} if plan.own else {"element": FRAMEWORKS[plan.framework or "cfir2022"]}
    element = FRAMEWORKS[plan.framework or "cfir2022"]
    theme = "leadership" if plan.own else element.partition(":")[2]
    who = "leaders" if plan.own else theme.replace("-", " ")
    graded = {"quality": "good", "quality_printed": "8/10"} if plan.kind in APPRAISED else {}
    return {
        "publications": [study] if plan.key in known else [article, study],
        "reviews": [
            {
                "key": plan.key,
                "publication": plan.key,
                "label": f"{EXAMPLE}Smith et al. 2024",
                "kind": plan.kind,
                "named": "some",
                "locator": "Method",
            }
        ],
        "facts": [
            {
                "slug": "publications-included",
                "property": "publicationsIncluded",
                "value": "23",
                "unit": "publications",
                "statement": "publications that met the criteria",
                **place,
            }
        ],
        "study-sets": [
            {"slug": "all", "label": "all included publications", "size": "23", "whole": "yes", **place}
        ],
        "quality-bands": [{"grade": "good", "from_percent": "75", **place}],
        "inclusions": [
            {"publication": "example2020", "study_sets": "all" if plan.counts else "", **graded, **place}
        ],
        "influences": [
            {
                "slug": "leadership",
                "rank": "1",
                "label": "Leadership",
                **place,
                "alternative_labels": "leaders; managers",
                "definition": "What leaders do for it.",
            }
        ],
        "determinants": [
            {
                "slug": "leaders-take-part",
                "influence": "leadership",
                "direction": "facilitates",
                "label": "leaders take part in planning",
                **place,
            }
        ],
        "alignments": [
            {
                "slug": "leadership-as-construct",
                "influence": "leadership",
                "element": element,
                "predicate": "closeMatch",
                **place,
            }
        ],
        "codings": [
            {
                "slug": f"example2020-{theme}",
                "study": "example2020",
                **code,
                **place,
                **({"determinant": "leaders-take-part"} if plan.own else {}),
                "direction": "facilitates",
                "directness": "coding",
                "confidence": "high",
                "wording": f"Where {who} took part in planning, it went well.",
            }
        ],
        "counts": [
            {
                "slug": f"{theme}-all",
                **code,
                "study_set": "all",
                "count": "12",
                "total": "23",
                "count_locator": place["locator"],
                "percentage": "52",
                "percentage_locator": "Results",
            }
        ],
        "sites": [
            {
                "slug": f"{plan.key}-north",
                "label": "North",
                "country": "gb",
                "income_level": "high",
                "experience": "no",
                **place,
            }
        ],
        "anchors": [{"score": "0", "label": "all barriers are there", "low": "yes", **place}],
        "items": [{"slug": "leadership", "ordinal": "1", "influence": "leadership", **place}],
        "ratings": [{"site": f"{plan.key}-north", "item": "leadership", "score": "0", **place}],
    }
