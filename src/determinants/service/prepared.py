"""What a page needs that scores a service by itself: the measure, what stands behind its items, the words.

Such a page asks nothing afterwards: what a service answers stays in it. It computes what `requests` does, by
the same rules; `tests/service/test_scored_in_page.py` holds the two against each other.
"""

from typing import Any

from determinants.ask import captions
from determinants.ask.asking import Graph
from determinants.ask.records import MeasureItems, records
from determinants.ground.vocab import BASE
from determinants.service import measure, words
from determinants.service.measure import Instrument
from determinants.service.report import gathering
from determinants.service.report.backing import Evidence
from determinants.service.report.content import Domain, Report

Prepared = dict[str, Any]  # as JSON has it


def everything(graph: Graph) -> Prepared:
    """Give the measure of every review that has one, and the words of form and report in every language."""
    reviews = dict.fromkeys(row.review for row in records(graph.ask, MeasureItems))
    return {
        "measures": [for_page(graph, review) for review in reviews],
        "spoken": [spoken(code) for code in words.languages()],
    }


def for_page(graph: Graph, review: str | None = None) -> Prepared:
    """Give the measure of a review with what stands behind each item, as JSON can hold it.

    >>> import determinants
    >>> made = for_page(determinants.open_graph())
    >>> made["review_label"], len(made["items"]), len(made["evidence"])
    ('Ibrahim et al. 2019', 8, 8)

    Raises:
        UsageError: if no review has a measure, or several have and none is named.
    """
    asked = measure.instrument(graph.ask, review)
    told, card = (gathering.gather(graph.ask, asked, (), behind) for behind in ("all", "none"))
    domains = gathering.domains_of(graph.ask, asked.review)
    return {
        "base": BASE,
        **_measure(asked, told),
        "domains": {influence: [*map(_domain, listed)] for influence, listed in domains.items()},
        "evidence": [*map(_behind, told.evidence)],
        "cautions": {"report": [*told.cautions], "card": [*card.cautions]},
    }


def _measure(asked: Instrument, told: Report) -> Prepared:
    return {
        "version": told.version,
        "review": asked.review,
        "review_label": asked.review_label,
        "topic": asked.topic,
        "midpoint": captions.midpoint(asked.stated),
        "stated": [{**vars(each), "rests_on": [*each.rests_on]} for each in asked.stated],
        "items": [vars(item) for item in asked.items],
        "anchors": [{"score": score, "meaning": meaning} for score, meaning in asked.anchors.items()],
        "low": sorted(asked.low),
        "factors": [{**vars(factor), "helps": factor.helps} for factor in asked.factors],
        "conditions": [
            {
                "facet": facet,
                "question": asked.questions.get(facet, ""),
                "answers": [{"answer": answer, "meaning": meaning} for answer, meaning in choices.items()],
            }
            for facet, choices in asked.conditions.items()
        ],
        "published": [vars(site) for site in told.published],
        "abbreviations": [[short, long] for short, long in asked.abbreviations.items()],
        "editions": [*told.editions],
    }


def _domain(domain: Domain) -> Prepared:
    return vars(domain)


def _behind(found: Evidence) -> Prepared:
    """Give what stands behind an item without the statements: those have pages of their own."""
    return {
        "item": found.item,
        "counted": found.counted,
        "publications": found.publications,
        "factors": {factor.determinant: factor.publications for factor in found.factors},
        "constructs": [{**vars(place), "factors": [*place.factors]} for place in found.constructs],
        "strategies": [
            {
                "strategy": each.strategy,
                "label": each.label,
                "shares": [
                    {
                        "barrier": share.barrier,
                        "barrier_label": share.barrier_label,
                        "percentage": float(share.percentage),
                    }
                    for share in each.shares
                ],
            }
            for each in found.strategies
        ],
        "unread": [*found.unread],
        "asked": found.asked,
    }


def spoken(code: str = words.FIRST) -> Prepared:
    """Give the words of a language, as JSON can hold them.

    >>> spoken()["texts"]["report.low.none"]
    'No item is low.'

    Raises:
        UsageError: if there are none.
    """
    language = words.language(code)
    return {
        "code": language.code,
        "name": language.name,
        "singular": sorted(language.singular),
        "direction": language.direction,
        "texts": {
            key: [*text] if isinstance(text, tuple) else text if isinstance(text, str) else dict(text)
            for key, text in language.texts.items()
        },
    }
