"""What stands on the pages of a report's summary: in a few words, and never more than is known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from determinants.ground.values import HINDERS
from determinants.service.report import phrases
from determinants.service.report.backing import Evidence, Strategy
from determinants.service.report.content import Domain, ItemResult, Report, Site, Ticked
from determinants.service.words import say

FIRST = 3  # low items on the page on which to begin; the annex has all
# How many barriers and facilitators of each stand there, by how many items do: they keep to their page.
ROOM = {1: 15, 2: 8, 3: 5}
STRATEGIES = 3
ELSEWHERE = 3  # factors at issue that belong to no low item
CROWD = 2  # of more items that are not low, one factor each is enough


@dataclass(frozen=True)
class ScalePoint:
    """A score of the scale in an item's row: who of one's own raters gave it, and which published sites."""

    score: int
    own: tuple[str, ...]
    published: tuple[str, ...]


@dataclass(frozen=True)
class Backed:
    """A factor with the number of studies that report it; nothing where no evidence was asked for."""

    factor: Ticked
    publications: int | None


@dataclass(frozen=True)
class Some:
    """The first of some factors, and in words what is not shown."""

    shown: tuple[Backed, ...]
    rest: str


@dataclass(frozen=True)
class Start:
    """Where to begin with a low item."""

    item: ItemResult
    barriers: Some
    facilitators: Some
    domains: tuple[str, ...]
    strategies: str


def scale(report: Report, item: ItemResult) -> list[ScalePoint]:
    """Give the points of the scale, each with who stands there."""
    return [
        ScalePoint(
            score,
            tuple(rater for rater, given in item.scores.items() if given == score),
            tuple(site.label for site in report.published if item.published.get(site.label) == score),
        )
        for score in report.anchors
    ]


def headline(report: Report, site: Site) -> list[tuple[str, str]]:
    """Give a site's total in large and small print; then what that of a rater who left items open may be."""
    whole = phrases.complete(site)
    told = []
    if site.total is not None:
        told.append((str(site.total), _of(report, site)))
    for each in site.totals:
        if each not in whole:
            given = {"count": len(site.items) - each.answered, "most": report.highest}
            said = (
                say("report.headline.open_by", rater=each.rater, **given)
                if each.rater and len(site.totals) > 1
                else say("report.headline.open", **given)
            )
            told.append((say("report.span", least=each.least, most=each.most), said))
    return told or [("", say("report.headline.none"))]


def _of(report: Report, site: Site) -> str:
    whole = phrases.complete(site)
    if len(whole) > 1:
        least, greatest = min(each.least for each in whole), max(each.most for each in whole)
        given = {"most": report.highest, "count": len(whole)}
        if least == greatest:
            return say("report.headline.alike", **given)
        return say("report.headline.mean", least=least, greatest=greatest, **given)
    if len(site.totals) > 1 and whole[0].rater:
        return say("report.headline.by", most=report.highest, rater=whole[0].rater)
    return say("report.headline.known", most=report.highest)


def lead(report: Report, site: Site) -> str:
    """Give as a sentence which items are low, the first of them by name."""
    if not site.low:
        return say("report.low.none") if site.totals else ""
    names = [item.label for item in site.low[:FIRST]]
    if (more := len(site.low) - FIRST) > 0:
        names.append(say("report.and_more", count=more))
    given = {"why": phrases.made_low(report, site), "names": "; ".join(names)}
    return say("report.low.told", count=len(site.low), items=len(site.items), **given)


def strip(report: Report) -> list[tuple[int, tuple[str, ...]]]:
    """Give the published totals in rising order, with the sites that have each."""
    return [
        (total, tuple(site.label for site in sites))
        for total, sites in groupby(report.published, key=lambda site: site.total)
    ]


def start(report: Report, site: Site) -> list[Start]:
    """Give where to begin: the first of the low items, each with what stands in the way and what helps."""
    first = site.low[:FIRST]
    return [_start(item, report.evidence_on(item.item), ROOM[len(first)]) for item in first]


def later(site: Site) -> tuple[ItemResult, ...]:
    """Give the low items after those with which to begin."""
    return site.low[FIRST:]


def _start(item: ItemResult, behind: Evidence | None, room: int) -> Start:
    known = {each.determinant: each.publications for each in behind.factors} if behind else {}
    lacking = [each for each in item.facilitators if each.tick != "yes"]
    standing = [each for each in item.barriers if each.tick != "no"]
    return Start(
        item=item,
        barriers=_some(standing, known, room, "stand"),
        facilitators=_some(lacking, known, room, "missing"),
        domains=tuple(in_short(item.domains)),
        strategies=_advised(item, behind) if behind else "",
    )


def _some(listed: Sequence[Ticked], known: dict[str, int], room: int, at_issue: str) -> Some:
    """Give the first factors; of those left out, say how many are at issue and how many are not known."""
    left = listed[room:]
    issue = sum(each.at_issue for each in left)
    differ = sum(each.tick == "raters differ" for each in left)
    counts = {
        at_issue: issue,
        "differ": differ,
        "unticked": len(left) - issue - differ,
    }
    told = [say(f"report.begin.more.{what}", count=count) for what, count in counts.items() if count]
    return Some(
        tuple(Backed(each, known.get(each.determinant)) for each in listed[:room]),
        say("report.begin.rest", more=phrases.joined(told)) if told else "",
    )


def _advised(item: ItemResult, behind: Evidence) -> str:
    """Give the strategies that experts endorsed for what is at issue, as sentences; none is said plainly."""
    if not behind.read:
        return say("report.strategies.unread", count=behind.asked) if behind.asked else ""
    names = [in_words(each) for each in fitting(item, behind)]
    read = say("report.strategies.read_for", read=behind.read, count=behind.asked)
    if not names:
        return f"{say('report.strategies.none')} {read}"
    first = "; ".join(names[:STRATEGIES])
    more = len(names) - STRATEGIES
    told = say("report.strategies.more", names=first, count=more) if more > 0 else f"{first}."
    return f"{told} {read}"


def fitting(item: ItemResult, behind: Evidence) -> list[Strategy]:
    """Give the strategies for constructs at issue here; where nothing is, for those that may be."""
    factors = (*item.barriers, *item.facilitators)
    open_ = [each for each in factors if each.tick in {"not ticked", "raters differ"}]
    wanted = {each.determinant for each in [each for each in factors if each.at_issue] or open_}
    constructs = {place.element for place in behind.constructs if wanted & set(place.factors)}
    found = [kept for each in behind.strategies if (kept := each.of(constructs))]
    return sorted(found, key=lambda each: -each.shares[0].percentage)


def in_words(strategy: Strategy) -> str:
    """Give a strategy with the greatest share of experts that endorsed it, and for what."""
    best = strategy.shares[0]
    return say(
        "report.strategies.one",
        strategy=strategy.label,
        percentage=f"{float(best.percentage):g}",
        barrier=best.barrier_label,
    )


def in_short(domains: Iterable[Domain]) -> Iterator[str]:
    """Yield the domains of each edition on a line, with the answers on which they hang."""
    for edition, group in groupby(domains, key=lambda each: each.edition):
        names = []
        for each in group:
            meaning = each.condition.partition(": ")[2]
            given = {"domain": each.label, "condition": meaning}
            names.append(each.label if each.settled else say("report.cfir.if", **given))
        yield f"{edition}: {'; '.join(names)}"


def mapped(report: Report, site: Site) -> str:
    """Give who maps the items of a site to which edition, in a few words; empty where nobody does."""
    said = []
    for edition in report.editions:
        here = [each for item in site.items for each in item.domains if each.edition == edition]
        if here:
            who = sorted({each.asserted_by for each in here if not each.derived_from})
            derived = sorted({each.asserted_by for each in here if each.derived_from})
            if who:
                said.append(say("report.cfir.mapped_by", edition=edition, who=phrases.joined(who)))
            else:
                said.append(say("report.cfir.mapped_from", edition=edition, who=phrases.joined(derived)))
    return " ".join(said)


def elsewhere(site: Site) -> Iterator[tuple[ItemResult, str]]:
    """Yield the items that are not low, but of which something is at issue, with the first of it."""
    every = [
        (item, [each for each in (*item.barriers, *item.facilitators) if each.at_issue])
        for item in site.items
        if not item.low
    ]
    ticked = [(item, found) for item, found in every if found]
    for item, found in ticked:
        yield item, few(found, ELSEWHERE if len(ticked) <= CROWD else 1)


def few(listed: Sequence[Ticked], room: int = ELSEWHERE) -> str:
    """Give the first factors of a list, and how many more there are."""
    names = [
        each.label if each.direction_iri == HINDERS.iri else say("report.missing", factor=each.label)
        for each in listed[:room]
    ]
    more = len(listed) - room
    return "; ".join([*names, *([say("report.and_more", count=more)] if more > 0 else [])])
