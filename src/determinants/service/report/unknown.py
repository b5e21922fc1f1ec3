"""What is not known of a site, in sentences: a report says it on its first page, not in the small print."""

from collections.abc import Iterator

from determinants.service.report import phrases
from determinants.service.report.content import Report, Site
from determinants.service.words import say


def unknown(report: Report, site: Site) -> list[str]:
    """Give what is not known of a site: scores, arrangements, ticks, and what was read behind them."""
    return [*_scores(site), *unsettled(report, site), *_ticks(site), *_read(report, site)]


def _scores(site: Site) -> Iterator[str]:
    if site.missing:
        yield say("report.unknown.items", items=phrases.joined([item.label for item in site.missing]))
    for place, rater in enumerate(site.raters):
        left = [item.label for item in site.items if item.mean is not None and item.scores[rater] is None]
        if left:
            named = rater or say("report.unknown.nameless", number=place + 1)
            yield say("report.unknown.rater", rater=named, items=phrases.joined(left))


def unsettled(report: Report, site: Site) -> Iterator[str]:
    """Yield the conditions that nobody has answered, or not alike, each as a sentence."""
    for facet, meanings in site.open_conditions.items():
        choices, question = phrases.either(meanings), report.questions.get(facet)
        if question and facet in site.disputed:
            yield say("report.unknown.asked_disputed", question=question)
        elif question:
            yield say("report.unknown.asked", question=question)
        elif facet in site.disputed:
            yield say("report.unknown.disputed", choices=choices)
        else:
            yield say("report.unknown.condition", choices=choices)


def _ticks(site: Site) -> Iterator[str]:
    if not any(item.comparison for item in site.items):
        yield say("report.unknown.ticks")
    yield from phrases.incomparable(site)


def _read(report: Report, site: Site) -> Iterator[str]:
    """Yield on how many factors of low items nothing was read, and for how many constructs no strategies."""
    low = {item.item for item in site.low}
    behind = [each for each in report.evidence if each.item in low]
    factors = [factor for each in behind for factor in each.factors]
    if bare := sum(not factor.publications for factor in factors):
        yield say("report.unknown.factors", count=bare, factors=len(factors))
    asked = sum(each.asked for each in behind)
    if asked and (unread := asked - sum(each.read for each in behind)):
        yield say("report.unknown.strategies", unread=unread, asked=asked)
