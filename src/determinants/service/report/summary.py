"""What stands on the pages of a report's summary: in a few words, and never more than is known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from determinants.ground.values import HINDERS
from determinants.service.report import scorecard
from determinants.service.report.content import Domain, Evidence, ItemResult, Report, Site, Strategy, Ticked

# How many factors of a kind the summary shows of each low item, by how many low items there are, so that
# it keeps to its page; the annex has all.
ROOM = {1: 10, 2: 7, 3: 5, 4: 4, 5: 3}
LEAST = 2
STRATEGIES = 2
ELSEWHERE = 3  # factors at issue that belong to no low item


@dataclass(frozen=True)
class ScalePoint:
    """A score of the scale in an item's row: who of one's own raters gave it, and which published sites."""

    score: int
    own: tuple[str, ...]
    published: tuple[str, ...]


@dataclass(frozen=True)
class Some:
    """The first of some factors, and in words what is not shown."""

    shown: tuple[Ticked, ...]
    rest: str


@dataclass(frozen=True)
class Start:
    """Where to begin with a low item."""

    item: ItemResult
    barriers: Some
    facilitators: Some
    publications: int
    domains: tuple[str, ...]
    strategies: tuple[str, ...]
    more_strategies: int
    read: int  # for how many of the item's constructs strategies were read at all
    asked: int  # of how many


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


def lead(report: Report, site: Site) -> str:
    """Give in a few sentences what the scores of a site come to."""
    said = []
    if site.total is None or len(site.totals) > 1:
        said.append(scorecard.total(report, site))
    if site.low:
        names = "; ".join(item.label for item in site.low)
        verb = "is" if len(site.low) == 1 else "are"
        first = ", the lowest first" if len(site.low) > 1 else ""
        told = f"({scorecard.seen(report, site)}){first}: {names}."
        said.append(f"{len(site.low)} of {len(site.items)} items {verb} low {told}")
    elif site.totals:
        said.append("No item is low.")
    if site.agreement:
        said.append(site.agreement)
    return " ".join(said)


def strip(report: Report) -> list[tuple[int, tuple[str, ...]]]:
    """Give the published totals in rising order, with the sites that have each."""
    return [
        (total, tuple(site.label for site in sites))
        for total, sites in groupby(report.published, key=lambda site: site.total)
    ]


def start(report: Report, site: Site) -> list[Start]:
    """Give where to begin, item by low item."""
    room = ROOM.get(len(site.low), LEAST)
    return [_start(item, report.evidence_on(item.item), room) for item in site.low]


def _start(item: ItemResult, behind: Evidence | None, room: int) -> Start:
    names = _strategies(_fitting(item, behind)) if behind else []
    return Start(
        item=item,
        barriers=_some([each for each in item.barriers if each.tick != "no"], room, "stand here"),
        facilitators=_some(
            [each for each in item.facilitators if each.tick != "yes"], room, "are missing here"
        ),
        publications=behind.publications if behind else 0,
        domains=tuple(_in_short(item.domains)),
        strategies=tuple(names[:STRATEGIES]),
        more_strategies=max(0, len(names) - STRATEGIES),
        read=behind.read if behind else 0,
        asked=behind.asked if behind else 0,
    )


def _some(listed: Sequence[Ticked], room: int, at_issue: str) -> Some:
    """Give the first factors; of those left out, say how many are at issue and how many are not known."""
    left = listed[room:]
    known = sum(each.at_issue for each in left)
    differ = sum(each.tick == "raters differ" for each in left)
    counts = {
        f"more {at_issue}": known,
        "on which raters differ": differ,
        "not ticked": len(left) - known - differ,
    }
    told = [f"{count} {what}" for what, count in counts.items() if count]
    return Some(tuple(listed[:room]), f"and {scorecard.joined(told)}" if told else "")


def _fitting(item: ItemResult, behind: Evidence) -> list[Strategy]:
    """Give the strategies for constructs at issue here; where nothing is, for those that may be."""
    factors = (*item.barriers, *item.facilitators)
    open_ = [each for each in factors if each.tick in {"not ticked", "raters differ"}]
    wanted = {each.determinant for each in [each for each in factors if each.at_issue] or open_}
    constructs = {place.element for place in behind.constructs if wanted & set(place.factors)}
    return [each for each in behind.strategies if each.barrier in constructs and each.percentage != 0]


def _strategies(listed: Iterable[Strategy]) -> list[str]:
    """Give each strategy once, in the order of the share of experts that is printed for it."""
    ordered = sorted(listed, key=lambda each: -(each.percentage if each.percentage is not None else -1))
    best = {each.label: each for each in reversed(ordered)}
    return [
        f"{each.label}, {endorsed(each)} ({each.barrier_label})"
        for each in dict.fromkeys(best[each.label] for each in ordered)
    ]


def endorsed(strategy: Strategy) -> str:
    """Give how many experts endorsed a strategy, as its source has it."""
    if strategy.percentage is not None:
        return f"{float(strategy.percentage):g}%"
    return strategy.level or "level not printed"


def _in_short(domains: Iterable[Domain]) -> Iterator[str]:
    """Yield the domains of each edition on a line, with the answers on which they hang."""
    for edition, group in groupby(domains, key=lambda each: each.edition):
        names = []
        for each in group:
            answer = each.condition.partition("=")[2].partition(":")[0]
            names.append(each.label if each.settled else f"{each.label} if {answer}")
        yield f"{edition.removeprefix('CFIR ')}: {'; '.join(names)}"


def mapped(report: Report, site: Site) -> str:
    """Give who maps the items of a site to which edition, in a few words; empty where nobody does."""
    said = []
    for edition in report.editions:
        here = [each for item in site.items for each in item.domains if each.edition == edition]
        if here:
            who = sorted({each.asserted_by for each in here if not each.derived_from})
            derived = sorted({each.asserted_by for each in here if each.derived_from})
            said.append(
                f"of {edition.removeprefix('CFIR ')} "
                f"{f'by {scorecard.joined(who)}' if who else scorecard.joined(derived)}"
            )
    return f"Domains {', '.join(said)}." if said else ""


def elsewhere(site: Site) -> Iterator[tuple[ItemResult, str]]:
    """Yield the items that are not low, but of which something is at issue, with the first of it."""
    for item in site.items:
        found = [each for each in (*item.barriers, *item.facilitators) if each.at_issue]
        if found and not item.low:
            yield item, few(found)


def few(listed: Sequence[Ticked]) -> str:
    """Give the first factors of a list, and how many more there are."""
    names = [
        f"{each.label}{'' if each.direction_iri == HINDERS.iri else ' (missing)'}"
        for each in listed[:ELSEWHERE]
    ]
    more = [f"and {len(listed) - ELSEWHERE} more"] if len(listed) > ELSEWHERE else []
    return "; ".join([*names, *more])


def unsettled(site: Site) -> str:
    """Give the conditions that nobody has settled, as a sentence; empty where there are none."""
    if not site.open_conditions:
        return ""
    asked = "; ".join(f"whether {', or '.join(meanings)}" for meanings in site.open_conditions.values())
    return f"Nobody has said, or not alike, {asked}. Where a domain hangs on it, each is shown with its 'if'."
