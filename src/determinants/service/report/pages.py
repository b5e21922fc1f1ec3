"""The report as pages: HTML and Markdown from the same content.

Templates say where things stand, this module what stands there. Every text is escaped for its format:
what people write about their service can neither become markup nor be run.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from determinants.ground.problems import UsageError
from determinants.ground.spelling import seen
from determinants.ground.values import FACILITATES, HIGH, HINDERS, OWN, SECONDARY
from determinants.service.report import scorecard, summary
from determinants.service.report.content import (
    Domain,
    Evidence,
    ItemResult,
    Report,
    Statement,
    Strategy,
    Study,
)


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
        loader=PackageLoader("determinants.service.report"),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"md": plain, "domain": domain, "few": summary.few, "placed": placed}
    said: tuple[Callable[..., object], ...] = (
        *(
            scorecard.heading,
            scorecard.total,
            scorecard.partly,
            scorecard.comparisons,
            scorecard.bounds,
            scorecard.raters,
            scorecard.score,
            scorecard.changed,
            scorecard.experience,
        ),
        *(summary.scale, summary.lead, summary.strip, summary.start),
        *(summary.elsewhere, summary.mapped, summary.unsettled, summary.endorsed),
    )
    own = (ticks, domains, place, placed_by, by_barrier, unendorsed, of_study, cited)
    text = environment.get_template(template).render(
        report=report,
        short=short([site.label for site in report.published]),
        FACILITATES=FACILITATES,
        HIGH=HIGH,
        HINDERS=HINDERS,
        OWN=OWN,
        SECONDARY=SECONDARY,
        **{function.__name__: function for function in (*said, *own)},
    )
    return seen(text)


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


STANDS = {
    HINDERS.iri: {"yes": "stands", "no": "does not stand", "raters differ": "raters differ"},
    FACILITATES.iri: {"yes": "is there", "no": "is missing", "raters differ": "raters differ"},
}


def ticks(report: Report, determinant: str) -> Iterator[tuple[str, str]]:
    """Yield the sites where something was ticked on a factor, with what it comes to."""
    for site in report.sites:
        listed = [each for item in site.items for each in (*item.barriers, *item.facilitators)]
        for each in (*listed, *site.others):
            if each.determinant == determinant and (said := STANDS[each.direction_iri].get(each.tick)):
                yield site.site if len(report.sites) > 1 else "here", said


def domain(each: Domain) -> str:
    """Give a domain with its edition, and the condition where that is open."""
    where = f"{each.label} ({each.edition.removeprefix('CFIR ')})"
    return where if each.settled else f"{where}, if {each.condition.partition(': ')[2]}"


def domains(item: ItemResult, edition: str) -> list[Domain]:
    """Give an item's domains in one edition."""
    return [each for each in item.domains if each.edition == edition]


def place(report: Report, total: float | Decimal) -> float:
    """Give where a total stands between the lowest and the highest there can be, in hundredths."""
    return round(100 * (float(total) - report.lowest) / (report.highest - report.lowest), 1)


def placed_by(report: Report, edition: str) -> str:
    """Give who places factors in constructs of an edition."""
    who = sorted({place.asserted_by for place in report.places if place.edition == edition})
    return scorecard.joined(who) or "nobody"


def placed(evidence: Evidence, edition: str) -> list[tuple[str, list[str]]]:
    """Give the constructs of an edition that factors of an item are placed in, with those factors."""
    labels = {each.determinant: each.label for each in (*evidence.barriers, *evidence.facilitators)}
    return [
        (place.label, [labels[factor] for factor in place.factors])
        for place in evidence.constructs
        if place.edition == edition
    ]


def by_barrier(strategies: Iterable[Strategy]) -> list[tuple[str, list[Strategy]]]:
    """Give strategies by the construct that they are endorsed for, in the order of the source."""
    some = (each for each in strategies if each.percentage != 0)
    return [(label, list(group)) for label, group in groupby(some, key=lambda each: each.barrier_label)]


def unendorsed(strategies: Iterable[Strategy]) -> list[str]:
    """Give the strategies that no expert endorsed, with the construct: it is printed so."""
    return [f"{each.label} ({each.barrier_label})" for each in strategies if each.percentage == 0]


def cited(study: Study) -> str:
    """Give a study as the list of studies has it: under the name that findings have it by."""
    named = study.citation.casefold().startswith(study.label.casefold().split(" ")[0])
    return study.citation if named else f"{study.label}: {study.citation}"


def of_study(report: Report, statement: Statement) -> str:
    """Give what is known of the study behind a statement: country, design, setting, and quality if graded."""
    study = report.study(statement.publication)
    if study is None:
        return ""
    quality = f"quality {study.quality.casefold()}" if study.quality else ""
    return " · ".join(part for part in (study.countries, study.design, study.setting, quality) if part)
