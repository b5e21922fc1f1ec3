"""A service's scores and the graph → what a report says of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from determinants import __version__
from determinants.ask.records import Ask, CfirAlignments, CfirAlignmentsDerived, records
from determinants.ground.values import FACILITATES, HINDERS, Named
from determinants.ground.vocab import BASE
from determinants.service.measure import Factor, Instrument, Item, Occasion, Published, Service, total
from determinants.service.measure.scoring import ItemScore, change
from determinants.service.measure.ticks import compared, ticked
from determinants.service.report import cautions, evidence, studies
from determinants.service.report.backing import Edition, Evidence, FactorEvidence
from determinants.service.report.content import (
    Change,
    Day,
    DayItem,
    Domain,
    ItemResult,
    Note,
    PublishedSite,
    RaterTotal,
    Report,
    Site,
    Ticked,
)
from determinants.service.words import say

Behind = Literal["none", "low", "all"]


def gather(
    ask: Ask,
    instrument: Instrument,
    services: Sequence[Service],
    behind: Behind = "low",
    given: Mapping[str, str] | None = None,
) -> Report:
    """Give the report on some services, with what stands behind their low items, all items, or none.

    `given` settles conditions for all of them, whatever their forms say.
    """
    domains = domains_of(ask, instrument.review)
    sites = tuple(_site(instrument, service, domains, given or {}) for service in services)
    low = {item.item for site in sites for item in site.low}
    wanted = [item for item in instrument.items if behind == "all" or (behind == "low" and item.iri in low)]
    placed = evidence.places(ask, set(instrument.factor_of)) if behind != "none" else ()
    found = tuple(evidence.on(ask, instrument, item, placed) for item in wanted)
    at_issue = {
        each.determinant for site in sites for each in site.others if each.at_issue or behind == "all"
    }
    others = evidence.of_factors(ask, instrument, at_issue) if behind != "none" else ()
    published = [_published(instrument, site) for site in instrument.published]
    return Report(
        version=__version__,
        review=instrument.review,
        review_label=instrument.review_label,
        topic=instrument.topic,
        stated=instrument.stated,
        lowest=instrument.lowest,
        highest=instrument.highest,
        anchors=dict(instrument.anchors),
        low=tuple(sorted(instrument.low)),
        abbreviations=dict(instrument.abbreviations),
        questions=dict(instrument.questions),
        editions=tuple(evidence.EDITIONS.values()),
        published=tuple(sorted(published, key=lambda site: (site.total, site.label))),
        sites=sites,
        evidence=found,
        others=others,
        elements=evidence.elements(ask) if behind != "none" else (),
        places=placed,
        studies=studies.of(ask, _publications(found, others)),
        cautions=cautions.of(ask, instrument, domains, placed, findings=behind != "none"),
    )


def _publications(found: Iterable[Evidence], others: Iterable[FactorEvidence]) -> Iterator[str]:
    for one in found:
        yield from (statement.publication for statement in one.unmatched)
        yield from _publications((), (*one.barriers, *one.facilitators))
    for factor in others:
        yield from (statement.publication for statement in factor.statements)


def _published(instrument: Instrument, site: Published) -> PublishedSite:
    scores = {item.iri: site.scores[item.iri] for item in instrument.items if item.iri in site.scores}
    return PublishedSite(
        site.iri, site.label, site.country, site.income, site.experience, total(site), scores
    )


def _site(
    instrument: Instrument,
    service: Service,
    domains: Mapping[str, list[Domain]],
    given: Mapping[str, str],
) -> Site:
    latest = service.latest
    asked = {item.influence for item in instrument.items}
    answered = {**settled(latest), **given}
    return Site(
        site=service.site,
        date=latest.date,
        raters=latest.raters,
        total=number(latest.total),
        totals=_totals(latest),
        agreement=agreement(latest),
        items=tuple(
            _item(instrument, latest, scored, _held(domains.get(scored.item.influence, []), answered))
            for scored in latest.items
        ),
        days=tuple(map(_day, service.occasions)),
        changes=tuple(_change(before, after) for before, after in service.changes),
        conditions={facet: instrument.conditions[facet][answer] for facet, answer in answered.items()},
        open_conditions={
            facet: tuple(meanings.values())
            for facet, meanings in instrument.conditions.items()
            if facet not in answered
        },
        disputed=tuple(
            facet for facet, answers in _answers(latest).items() if len(answers) > 1 and facet not in given
        ),
        others=_ticks(instrument, latest, (each for each in instrument.factors if each.subject not in asked)),
        notes=tuple(note for occasion in service.occasions for note in _notes(instrument, occasion)),
        plan=service.plan,
    )


def _notes(instrument: Instrument, occasion: Occasion) -> Iterator[Note]:
    for sheet in occasion.sheets:
        for name, text in sheet.notes.items():
            item, factor = instrument.item_of.get(name), instrument.factor_of.get(name)
            about = item.label if item else factor.label if factor else name
            yield Note(occasion.date, about, item.iri if item else "", sheet.rater, text)


def _day(occasion: Occasion) -> Day:
    return Day(
        date=occasion.date,
        raters=occasion.raters,
        total=number(occasion.total),
        totals=_totals(occasion),
        items=tuple(
            DayItem(scored.item.iri, scored.item.label, dict(scored.scores), number(scored.mean))
            for scored in occasion.items
        ),
    )


def _totals(occasion: Occasion) -> tuple[RaterTotal, ...]:
    return tuple(RaterTotal(each.rater, each.answered, each.least, each.most) for each in occasion.totals)


def settled(occasion: Occasion) -> dict[str, str]:
    """Give the answers to conditions on which nobody differs."""
    return {facet: min(answers) for facet, answers in _answers(occasion).items() if len(answers) == 1}


def _answers(occasion: Occasion) -> dict[str, set[str]]:
    """Give what the raters of a day answered to each condition."""
    given: dict[str, set[str]] = {}
    for sheet in occasion.sheets:
        for facet, answer in sheet.conditions.items():
            given.setdefault(facet, set()).add(answer)
    return dict(sorted(given.items()))


def agreement(occasion: Occasion) -> str:
    """Give how far the raters of a day agree, as a sentence; empty where nothing was scored twice."""
    if not (found := occasion.agreement):
        return ""
    return say("report.agreement", count=found.pairs, same=found.same, near=found.within_one)


def number(exact: Fraction | None) -> Decimal | None:
    """Give a mean with at most two decimals."""
    if exact is None:
        return None
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"))
    return rounded.to_integral() if rounded == rounded.to_integral() else rounded.normalize()


def _item(
    instrument: Instrument, occasion: Occasion, scored: ItemScore, domains: tuple[Domain, ...]
) -> ItemResult:
    item = scored.item
    published = {
        site.label: site.scores[item.iri] for site in instrument.published if item.iri in site.scores
    }
    return ItemResult(
        item=item.iri,
        ordinal=item.ordinal,
        influence=item.influence,
        label=item.label,
        scores=dict(scored.scores),
        mean=number(scored.mean),
        low=scored.low,
        published=published,
        published_higher=sum(score > scored.mean for score in published.values())
        if scored.mean is not None
        else 0,
        comparison=compared(instrument, occasion, scored),
        barriers=_ticked(instrument, occasion, item, HINDERS),
        facilitators=_ticked(instrument, occasion, item, FACILITATES),
        domains=domains,
    )


def _ticked(instrument: Instrument, occasion: Occasion, item: Item, direction: Named) -> tuple[Ticked, ...]:
    return _ticks(instrument, occasion, instrument.factors_on(item.influence, direction.iri))


def _ticks(instrument: Instrument, occasion: Occasion, factors: Iterable[Factor]) -> tuple[Ticked, ...]:
    """Give factors with their ticks: what is at issue first, then what is not known, then the rest."""
    found = [
        Ticked(
            determinant=factor.iri,
            label=factor.label,
            direction=factor.direction,
            direction_iri=factor.direction_iri,
            reviewed=factor.reviewed,
            tick=ticked(occasion, factor),
        )
        for factor in factors
    ]
    unknown = ("raters differ", "not ticked")
    return tuple(
        sorted(found, key=lambda each: (not each.at_issue, each.tick not in unknown, each.tick == unknown[1]))
    )


def _change(before: Occasion, after: Occasion) -> Change:
    """Give what changed. Totals are compared only where those who have one are the same on both days."""
    moved = change(before, after)
    whole = [{total.rater for total in day.totals if total.complete} for day in (before, after)]
    alike = whole[0] == whole[1] and "" not in whole[0]
    by = (
        after.total - before.total if alike and before.total is not None and after.total is not None else None
    )
    return Change(
        before=before.date,
        after=after.date,
        same_raters=sorted(before.raters) == sorted(after.raters) and "" not in before.raters,
        total=number(by),
        items={scored.item.label: number(moved[scored.item.iri]) for scored in after.items},
    )


def domains_of(ask: Ask, review: str) -> dict[str, list[Domain]]:
    """Give the domains of a review's influences, edition by edition: stated ones, then those that follow."""
    found: dict[str, list[Domain]] = {}
    for framework, edition in evidence.EDITIONS.items():
        for stated in records(ask, CfirAlignments, framework=framework, review=review):
            found.setdefault(stated.influence, []).append(_domain(edition, stated))
        for derived in records(ask, CfirAlignmentsDerived, framework=framework, review=review):
            origin = derived.stated_element.removeprefix(BASE).partition("/")[0]
            domain = _domain(
                edition, derived, derived.stated_element_label, evidence.EDITIONS.get(origin, origin)
            )
            found.setdefault(derived.influence, []).append(domain)
    return found


def _domain(
    edition: Edition,
    row: CfirAlignments | CfirAlignmentsDerived,
    derived_from: str = "",
    derived_edition: Edition = "",
) -> Domain:
    return Domain(
        edition=edition,
        element=row.element,
        label=row.element_label,
        condition=f"{row.facet}={row.answer}: {row.condition_label}" if row.facet else "",
        settled=not row.facet,
        asserted_by=row.asserted_by_label,
        derived_from=derived_from,
        derived_edition=derived_edition,
        locator=row.locator,
    )


def _held(domains: Iterable[Domain], answered: Mapping[str, str]) -> tuple[Domain, ...]:
    """Keep the domains that the answers leave; what they settle is no longer on a condition."""
    kept = []
    for domain in domains:
        facet, _, rest = domain.condition.partition("=")
        answer = rest.partition(":")[0]
        if not facet or facet not in answered:
            kept.append(domain)
        elif answered[facet] == answer:
            kept.append(replace(domain, settled=True))
    return tuple(kept)
