"""What stands in the annex of a report: ticks, domains and constructs, shares of experts, every score."""

from collections.abc import Iterator
from dataclasses import dataclass

from determinants.ground.values import FACILITATES, HINDERS, OWN
from determinants.service.report import phrases
from determinants.service.report.backing import Evidence, Statement, Strategy, Study
from determinants.service.report.content import Day, Domain, ItemResult, Report
from determinants.service.words import say

STANDS = {
    HINDERS.iri: {"yes": "stands", "no": "stands_not", "raters differ": "differ"},
    FACILITATES.iri: {"yes": "there", "no": "missing", "raters differ": "differ"},
}


def ticks(report: Report, determinant: str) -> Iterator[tuple[str, str]]:
    """Yield the sites where something was ticked on a factor, with what it comes to.

    Where the report is on one site only, its name is left out.
    """
    for site in report.sites:
        listed = [each for item in site.items for each in (*item.barriers, *item.facilitators)]
        for each in (*listed, *site.others):
            if each.determinant == determinant and (said := STANDS[each.direction_iri].get(each.tick)):
                yield site.site if len(report.sites) > 1 else "", say(f"report.tick.{said}")


@dataclass(frozen=True)
class Mapped:
    """A domain that an item is mapped to, with the condition where that is open, and who says so."""

    domain: str
    who: str
    locator: str


def domains(item: ItemResult, edition: str) -> list[Mapped]:
    """Give an item's domains in one edition."""
    return [
        Mapped(_domain(each), _said_by(each), each.locator)
        for each in item.domains
        if each.edition == edition
    ]


def _domain(each: Domain) -> str:
    condition = each.condition.partition(": ")[2]
    return each.label if each.settled else say("report.cfir.if", domain=each.label, condition=condition)


def _said_by(each: Domain) -> str:
    if not each.derived_from:
        return each.asserted_by
    given = {"domain": each.derived_from, "edition": each.derived_edition}
    return say("report.cfir.from", who=each.asserted_by, **given)


@dataclass(frozen=True)
class Placed:
    """A construct that factors of an item are placed in, with the number of studies on them, and by whom."""

    edition: str
    construct: str
    factors: tuple[str, ...]
    publications: int
    who: str


def placed(evidence: Evidence) -> list[Placed]:
    """Give the constructs that factors of an item are placed in, edition by edition."""
    known = {each.determinant: each for each in evidence.factors}
    return [
        Placed(
            edition=place.edition,
            construct=place.label,
            factors=tuple(known[factor].label for factor in place.factors),
            publications=len(
                {
                    statement.publication
                    for factor in place.factors
                    for statement in known[factor].statements
                    if statement.directness_iri == OWN.iri
                }
            ),
            who=place.asserted_by,
        )
        for place in evidence.constructs
    ]


def sources(report: Report) -> list[str]:
    """Give the sources of all strategies, each once: their places are the numbers of the footnotes."""
    every = (share.source for each in report.evidence for one in each.strategies for share in one.shares)
    return list(dict.fromkeys(every))


def shares(report: Report, strategy: Strategy) -> Iterator[tuple[str, int, str, str]]:
    """Yield each share of experts in words, with the number of its source, the place there, and a note."""
    numbers = {source: number for number, source in enumerate(sources(report), 1)}
    for each in strategy.shares:
        percentage = f"{float(each.percentage):g}"
        told = say("report.strategies.share", percentage=percentage, barrier=each.barrier_label)
        yield told, numbers[each.source], each.locator, each.note


def cited(study: Study) -> str:
    """Give a study as the list of studies has it: under the name that findings have it by."""
    return f"{study.label}: {study.citation}"


def of_study(report: Report, statement: Statement) -> str:
    """Give what is known of the study behind a statement: country, design, setting, and quality if graded."""
    study = report.study(statement.publication)
    if study is None:
        return ""
    quality = say("report.evidence.quality", grade=study.quality.casefold()) if study.quality else ""
    return " · ".join(part for part in (study.countries, study.design, study.setting, quality) if part)


@dataclass(frozen=True)
class Scored:
    """What one rater gave on one day: the scores in the order of the items, and the total or its bounds."""

    date: str
    rater: str
    scores: tuple[str, ...]
    total: str


def every_day(days: tuple[Day, ...]) -> list[Scored]:
    """Give every score of every day and rater; nothing where the profile has shown them all."""
    found = []
    for day in days:
        for total in day.totals:
            scores = [item.scores.get(total.rater) for item in day.items]
            least, most = total.least, total.most
            found.append(
                Scored(
                    date=day.date or say("report.annex.no_day"),
                    rater=total.rater or say("report.annex.no_name"),
                    scores=tuple("" if score is None else str(score) for score in scores),
                    total=str(least) if least == most else f"{least}{phrases.TO}{most}",
                )
            )
    return found if len(found) > 1 else []
