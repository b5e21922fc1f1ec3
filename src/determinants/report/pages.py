"""The report as pages: HTML and Markdown from the same content.

Templates say where things stand, this module what stands there. Every text is escaped for its format:
what people write about their service can neither become markup nor be run.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from determinants.problems import UsageError
from determinants.report import scorecard
from determinants.report.content import (
    Domain,
    Evidence,
    ItemResult,
    Report,
    Site,
    Statement,
    Strategy,
    Ticked,
)

FEW, STRATEGIES = 3, 2  # factors and strategies of an item in the summary; the annex has all
ROOMY = 6  # with more low items than this, fewer factors of each, so that the summary keeps to its page
OWN = "own finding"


@dataclass(frozen=True)
class Cell:
    """A score of the scale in an item's row: who of one's own raters gave it, and which published sites."""

    score: int
    own: tuple[str, ...]
    published: tuple[str, ...]


@dataclass(frozen=True)
class Start:
    """Where to begin with a low item: the first factors, and how many more the annex has."""

    item: ItemResult
    barriers: tuple[Ticked, ...]
    more_barriers: int
    facilitators: tuple[Ticked, ...]
    more_facilitators: int
    publications: int
    domains: tuple[str, ...]
    strategies: tuple[str, ...]
    more_strategies: int


def html(report: Report) -> str:
    """Give the report as one HTML page.

    Raises:
        UsageError: if Jinja is not installed; it comes with the extra `report`.
    """
    return _written("report.html", report, escaped=True)


def markdown(report: Report) -> str:
    """Give the report as Markdown."""
    text = _written("report.md", report, escaped=False)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _written(template: str, report: Report, *, escaped: bool) -> str:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise UsageError("reports need Jinja: pip install 'determinants[report]'.") from None
    environment = Environment(
        loader=PackageLoader("determinants.report"),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"md": plain, "domain": domain, "few": few, "placed": placed}
    return environment.get_template(template).render(
        report=report,
        short=short([site.label for site in report.published]),
        cells=cells,
        start=start,
        domains=domains,
        total=scorecard.total,
        lead=lead,
        ticks=ticks,
        raters=scorecard.raters,
        score=scorecard.score,
        changed=scorecard.changed,
        signed=scorecard.signed,
        strip=strip,
        by_barrier=by_barrier,
        endorsed=endorsed,
        of_study=of_study,
        stands_elsewhere=stands_elsewhere,
        OWN=OWN,
    )


def plain(text: object) -> str:
    r"""Give a text that Markdown shows as it is, on one line.

    >>> plain("<b>a|b</b> *c*")
    '&lt;b&gt;a\\|b&lt;/b&gt; \\*c\\*'
    """
    line = " ".join(str(text).split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]|~#!])", r"\\\1", line)


def short(labels: Sequence[str]) -> dict[str, str]:
    """Give each label's shortest beginning that no other has.

    >>> short(["Ulm", "Hamburg", "Harare"])
    {'Ulm': 'U', 'Hamburg': 'Ham', 'Harare': 'Har'}
    """
    return {
        label: next(
            (
                label[:length]
                for length in range(1, len(label))
                if not any(other.startswith(label[:length]) for other in labels if other != label)
            ),
            label,
        )
        for label in labels
    }


def cells(report: Report, item: ItemResult) -> list[Cell]:
    """Give the scale as cells, each with who stands there."""
    return [
        Cell(
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
        said.append(f"{len(site.low)} of {len(site.items)} items {verb} low{first}: {names}.")
    elif site.totals:
        said.append("No item is low.")
    if site.agreement:
        said.append(site.agreement)
    return " ".join(said)


STANDS = {
    "hinders": {"yes": "stands", "no": "does not stand", "raters differ": "raters differ"},
    "facilitates": {"yes": "is there", "no": "is missing", "raters differ": "raters differ"},
}


def ticks(report: Report, determinant: str) -> Iterator[tuple[str, str]]:
    """Yield the sites where something was ticked on a factor, with what it comes to."""
    for site in report.sites:
        listed = [each for item in site.items for each in (*item.barriers, *item.facilitators)]
        for each in (*listed, *site.others):
            if each.determinant == determinant and (said := STANDS[each.direction].get(each.tick)):
                yield site.site if len(report.sites) > 1 else "here", said


def strip(report: Report) -> list[tuple[int, tuple[str, ...]]]:
    """Give the published totals in rising order, with the sites that have each."""
    return [
        (total, tuple(site.label for site in sites))
        for total, sites in groupby(report.published, key=lambda site: site.total)
    ]


def start(report: Report, site: Site) -> list[Start]:
    """Give where to begin, item by low item."""
    few = FEW if len(site.low) <= ROOMY else FEW - 1
    return [_start(report, item, few) for item in site.low]


def _start(report: Report, item: ItemResult, few: int) -> Start:
    standing = [each for each in item.barriers if each.tick != "no"]
    lacking = [each for each in item.facilitators if each.tick != "yes"]
    behind = report.evidence_on(item.item)
    names = _strategies(behind.strategies if behind else ())
    return Start(
        item=item,
        barriers=tuple(standing[:few]),
        more_barriers=max(0, len(standing) - few),
        facilitators=tuple(lacking[:few]),
        more_facilitators=max(0, len(lacking) - few),
        publications=behind.publications if behind else 0,
        domains=tuple(_in_short(item.domains)),
        strategies=tuple(names[:STRATEGIES]),
        more_strategies=max(0, len(names) - STRATEGIES),
    )


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
    return f"level {strategy.level}".replace("-", " ") if strategy.level else "level not printed"


def _in_short(domains: Iterable[Domain]) -> Iterator[str]:
    """Yield the domains of each edition on a line, with the answers on which they hang."""
    for edition, group in groupby(domains, key=lambda each: each.edition):
        names = []
        for each in group:
            answer = each.condition.partition("=")[2].partition(":")[0]
            names.append(each.label if each.settled else f"{each.label} if {answer}")
        yield f"{edition.removeprefix('CFIR ')}: {'; '.join(names)}"


def domain(each: Domain) -> str:
    """Give a domain with its edition, and the condition where that is open."""
    where = f"{each.label} ({each.edition.removeprefix('CFIR ')})"
    return where if each.settled else f"{where}, if {each.condition.partition(': ')[2]}"


def domains(item: ItemResult, edition: str) -> list[Domain]:
    """Give an item's domains in one edition."""
    return [each for each in item.domains if each.edition == edition]


def placed(evidence: Evidence, edition: str) -> list[tuple[str, list[str]]]:
    """Give the constructs of an edition that factors of an item are placed in, with those factors."""
    labels = {each.determinant: each.label for each in (*evidence.barriers, *evidence.facilitators)}
    return [
        (place.label, [labels[factor] for factor in place.factors])
        for place in evidence.constructs
        if place.edition == edition
    ]


def few(listed: Sequence[Ticked]) -> str:
    """Give the first factors of a list, and how many more there are."""
    names = [f"{each.label}{'' if each.direction == 'hinders' else ' (missing)'}" for each in listed[:FEW]]
    more = [f"and {len(listed) - FEW} more"] if len(listed) > FEW else []
    return "; ".join([*names, *more])


def by_barrier(strategies: Iterable[Strategy]) -> list[tuple[str, list[Strategy]]]:
    """Give strategies by the construct that they are endorsed for, in the order of the source."""
    return [(label, list(group)) for label, group in groupby(strategies, key=lambda each: each.barrier_label)]


def of_study(report: Report, statement: Statement) -> str:
    """Give what is known of the study behind a statement: country, design, setting, and quality if graded."""
    study = report.study(statement.publication)
    if study is None:
        return ""
    quality = f"quality {study.quality.casefold()}" if study.quality else ""
    return " · ".join(part for part in (study.countries, study.design, study.setting, quality) if part)


def stands_elsewhere(site: Site) -> Iterator[tuple[ItemResult, list[Ticked]]]:
    """Yield the barriers that stand at items that are not low."""
    for item in site.items:
        standing = [each for each in item.barriers if each.tick == "yes"]
        if standing and not item.low:
            yield item, standing
