"""What card, pages and workbook of a report say in the same words: totals, raters, change, what is low."""

import re
from collections.abc import Sequence

from determinants.service.report.content import Change, ItemResult, RaterTotal, Report, Site
from determinants.service.words import say

TO = "\N{EN DASH}"


def heading(report: Report) -> str:
    """Give what a report is about: implementing what its review is about, where the review says so."""
    return say("report.heading", topic=report.topic) if report.topic else say("report.heading_bare")


def spelt_out(report: Report) -> str:
    """Give the abbreviations in the names of items with what they stand for; empty where there are none."""
    labels = " ".join(item.label for site in report.sites for item in site.items)
    return " ".join(
        say("report.abbreviation", short=short, long=long)
        for short, long in report.abbreviations.items()
        if re.search(rf"\b{re.escape(short)}", labels)
    )


def joined(names: Sequence[str]) -> str:
    """Give names as an enumeration.

    >>> joined(["a", "b", "c"]), joined(["a"]), joined([])
    ('a, b and c', 'a', '')
    """
    return (
        say("report.and", names=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)
    )


def either(names: Sequence[str]) -> str:
    """Give names as a choice.

    >>> either(["a", "b", "c"])
    'a, b or c'
    """
    return say("report.or", names=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)


def raters(site: Site) -> str:
    """Give how many raters there were, and their names if they have any."""
    named = [rater for rater in site.raters if rater]
    count = say("report.raters", count=len(site.raters))
    return f"{count} ({', '.join(named)})" if named else count


def scored(site: Site) -> str:
    """Give when a site was scored and by whom, as a sentence."""
    named = [rater for rater in site.raters if rater]
    by = joined(named) if named and len(named) == len(site.raters) else raters(site)
    when = say("report.scored_on", date=site.date, by=by) if site.date else say("report.scored", by=by)
    return when if site.raters else say("report.total.none")


def complete(site: Site) -> list[RaterTotal]:
    """Give the totals of those who answered every item."""
    return [each for each in site.totals if each.least == each.most]


def total(report: Report, site: Site) -> str:
    """Give a site's total as sentences, or why there is none and between what it lies."""
    whole = complete(site)
    said = []
    if site.total is not None:
        given = {"total": site.total, "most": report.highest}
        if len(whole) > 1:
            said.append(say("report.total.mean", count=len(whole), **given))
        elif len(site.totals) > 1 and whole[0].rater:
            said.append(say("report.total.alone", rater=whole[0].rater, **given))
        else:
            said.append(say("report.total.known", **given))
    said += [bounded(report, site, each) for each in site.totals if each not in whole]
    return " ".join(said or [say("report.total.none")])


def bounded(report: Report, site: Site, each: RaterTotal) -> str:
    """Give, as a sentence, why a rater has no total, and between what it lies."""
    missing = len(site.items) - each.answered
    given = {"least": each.least, "most": each.most, "highest": report.highest, "items": len(site.items)}
    if each.rater:
        return say("report.total.open_by", count=missing, rater=each.rater, **given)
    return say("report.total.open", count=missing, **given)


def partly(site: Site) -> str:
    """Give by how many of the raters a total is, where it is not by all."""
    whole = len(complete(site))
    if whole == len(site.totals):
        return ""
    return say("report.total.partly", whole=whole, raters=len(site.totals))


def bounds(site: Site) -> tuple[int, int] | None:
    """Give between what the totals of the raters lie; nothing where there is one total, and it is known."""
    if not site.totals:
        return None
    least, most = min(each.least for each in site.totals), max(each.most for each in site.totals)
    return None if least == most else (least, most)


def changed(change: Change) -> str:
    """Give what changed between two days as a sentence."""
    moved = [f"{label} {signed(by)}" for label, by in change.items.items() if by]
    told = ", ".join(moved) or say("report.change.nothing")
    said = [say("report.change.told", before=change.before, after=change.after, changes=told)]
    if change.total is not None:
        said.append(say("report.change.total", change=signed(change.total)))
    return " ".join([*said, *reserved(change)])


def reserved(change: Change) -> list[str]:
    """Give what must be kept in mind of a change, as sentences."""
    said = []
    if unknown := sum(by is None for by in change.items.values()):
        said.append(say("report.change.unknown", count=unknown))
    if not change.same_raters:
        said.append(say("report.change.others"))
    return said


def signed(number: object) -> str:
    """Give a number with its sign.

    >>> signed(2), signed(-1), signed(0)
    ('+2', '-1', '±0')
    """
    text = str(number)
    return text if text.startswith("-") else f"+{text}" if number else "±0"


def score(item: ItemResult) -> str:
    """Give an item's score, with the range where raters differ."""
    given = [each for each in item.scores.values() if each is not None]
    if not given:
        return say("report.not_answered")
    apart = f" ({min(given)}{TO}{max(given)})" if min(given) < max(given) else ""
    return f"{item.mean}{apart}"


def experience(report: Report) -> str:
    """Give which published sites had experience of what is implemented when scored, as a sentence."""
    had, had_not = (
        [site.label for site in report.published if site.experience is known] for known in (True, False)
    )
    if not (had and had_not):
        return ""
    given = {"had": joined(had), "had_not": joined(had_not)}
    if report.topic:
        return say("report.experience_of", topic=report.topic, **given)
    return say("report.experience", **given)


def comparisons(site: Site) -> list[str]:
    """Give how ticks and scores compare, as sentences; none where nothing is ticked."""
    return [*compared(site), *incomparable(site, why=True)]


def compared(site: Site) -> list[str]:
    """Give where ticks and scores do not agree, and where they do, as sentences."""
    found = [(item.label, item.comparison) for item in site.items if item.comparison]
    against = [f"{label} ({each.why})" for label, each in found if each.verdict == "do not agree"]
    alike = [label for label, each in found if each.verdict == "agree"]
    said = (("against", against), ("alike", alike))
    return [say(f"report.ticks.{which}", items="; ".join(names)) for which, names in said if names]


def incomparable(site: Site, *, why: bool = False) -> list[str]:
    """Give where ticks and scores cannot be compared, and perhaps why, as a sentence."""
    found = [(item.label, item.comparison) for item in site.items if item.comparison]
    names = [
        f"{label} ({each.why})" if why else label
        for label, each in found
        if each.verdict == "cannot be compared"
    ]
    return [say("report.ticks.open", items="; ".join(names))] if names else []


def made_low(report: Report, site: Site) -> str:
    """Give what makes an item low, for one rater or for several, by the scores that its review marks so."""
    scores = either([str(score) for score in report.low])
    return say("report.low.several" if len(site.raters) > 1 else "report.low.one", scores=scores)


def counts(item: ItemResult) -> str:
    """Give how many factors of an item are known, and how many are at issue, as part of a sentence."""
    ticked = [each for each in (*item.barriers, *item.facilitators) if each.tick != "not ticked"]
    barriers = say("report.factors.barriers", count=len(item.barriers))
    facilitators = say("report.factors.facilitators", count=len(item.facilitators))
    if not ticked:
        return say("report.factors.unticked", barriers=barriers, facilitators=facilitators)
    stand, lack = (sum(each.at_issue for each in listed) for listed in (item.barriers, item.facilitators))
    return say(
        "report.factors.ticked",
        stand=say("report.factors.stand", count=stand, barriers=barriers),
        lack=say("report.factors.lack", count=lack, facilitators=facilitators),
    )
