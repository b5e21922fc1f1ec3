"""What a reader of a report must keep in mind. What is particular to a review, its own tables say."""

from collections.abc import Iterable, Mapping

from determinants.ask import captions
from determinants.ask.records import Ask
from determinants.service.measure import Instrument
from determinants.service.report import evidence, phrases
from determinants.service.report.backing import ConstructPlace
from determinants.service.report.content import Domain
from determinants.service.words import say


def of(
    ask: Ask,
    instrument: Instrument,
    domains: Mapping[str, Iterable[Domain]],
    placed: Iterable[ConstructPlace],
    *,
    findings: bool,
) -> tuple[str, ...]:
    """Give the cautions of a report; with what is to be said of findings, where it has any.

    In this order: the published sites, counts, totals and low items, strategies, the CFIR, the findings.
    """
    coded = captions.coded(ask, review=instrument.review) if findings else ""
    return (
        _comparison(instrument),
        say("report.caution.counts"),
        f"{say('report.caution.totals')} {_low(instrument)}",
        say("report.caution.strategies", least=evidence.ENOUGH),
        _mapping(domains, placed),
        f"{coded} {say('report.caution.grades')}".strip(),
    )


def _comparison(instrument: Instrument) -> str:
    """Say what the published sites are, and what their review says of the measure."""
    told = say("report.caution.sites", count=len(instrument.published))
    return f"{told} {captions.measure_in_words(instrument.stated)}".strip()


def _low(instrument: Instrument) -> str:
    """Say when an item is low."""
    if not instrument.low:
        return say("report.caution.no_low")
    return say("report.caution.low", scores=phrases.either(list(map(str, sorted(instrument.low)))))


def _mapping(domains: Mapping[str, Iterable[Domain]], placed: Iterable[ConstructPlace]) -> str:
    """Say who maps influences to the CFIR, in which edition, and who places factors in constructs."""
    found = [domain for listed in domains.values() for domain in listed]
    said = []
    for edition in evidence.EDITIONS.values():
        here = [each for each in found if each.edition == edition]
        if stated := sorted({each.asserted_by for each in here if not each.derived_from}):
            said.append(say("report.caution.mapped", edition=edition, who=phrases.joined(stated)))
        if origins := sorted({each.derived_edition for each in here if each.derived_from}):
            who = sorted({each.asserted_by for each in here if each.derived_from})
            given = {"edition": edition, "who": phrases.joined(who), "origins": phrases.joined(origins)}
            said.append(say("report.caution.derived", **given))
    if judges := sorted({place.asserted_by for place in placed}):
        said.append(say("report.caution.placed", who=phrases.joined(judges)))
    return " ".join(said) or say("report.caution.unmapped")
