"""What a reader of a report must keep in mind. What is particular to a review, its own tables say."""

from collections.abc import Iterable, Mapping

from determinants.ask import captions
from determinants.ask.records import Ask
from determinants.service.measure import Instrument
from determinants.service.report import evidence
from determinants.service.report.content import ConstructPlace, Domain
from determinants.write.prose import NOT_AN_EFFECT

TOTALS = (
    "A rater has a total only if every item is answered; otherwise its bounds are given. Several raters' "
    "scores and totals are averaged."
)
STRATEGIES = (
    "Strategies are what experts endorsed for a construct, in case it is a barrier. That is an opinion, no "
    "evidence of an effect. Only parts of the published tables were read: a strategy that is missing may "
    "have been endorsed. What their source calls level 1 is a majority of the experts, level 2 fewer, from "
    "20%."
)
GRADES = "Quality is given where a source grades it; nothing is graded here."


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
        f"{NOT_AN_EFFECT} Nothing here is ordered by it.",
        f"{TOTALS} {_low(instrument)}",
        STRATEGIES,
        _mapping(domains, placed),
        f"{coded} {GRADES}".strip(),
    )


def _comparison(instrument: Instrument) -> str:
    """Say what the published sites are, and what their review says of the measure."""
    sites = len(instrument.published)
    there = f"there {'is' if sites == 1 else 'are'} {sites} of them"
    stated = captions.measure_in_words(instrument.stated)
    return f"The published sites are a comparison, not a norm: {there}. {stated}".strip()


def _low(instrument: Instrument) -> str:
    """Say when an item is low."""
    if not instrument.low:
        return "The measure does not say which scores are low, so no item is called so."
    scores = " or ".join(map(str, sorted(instrument.low)))
    return f"An item is low if at least half of its raters give it {scores}."


def _mapping(domains: Mapping[str, Iterable[Domain]], placed: Iterable[ConstructPlace]) -> str:
    """Say who maps influences to the CFIR, in which edition, and who places factors in constructs."""
    found = [domain for listed in domains.values() for domain in listed]
    said = []
    for edition in evidence.EDITIONS.values():
        here = [each for each in found if each.edition == edition]
        if stated := sorted({each.asserted_by for each in here if not each.derived_from}):
            said.append(f"Domains of {edition} are as mapped by {' and '.join(stated)}.")
        if origins := sorted({each.derived_edition for each in here if each.derived_from}):
            who = sorted({each.asserted_by for each in here if each.derived_from})
            said.append(
                f"Those of {edition} are {' and '.join(who)} ({' and '.join(origins)}), by a crosswalk."
            )
    if judges := sorted({place.asserted_by for place in placed}):
        said.append(f"Constructs are the judgement of {' and '.join(judges)}.")
    return " ".join(said) or "Nothing is mapped to the CFIR."
