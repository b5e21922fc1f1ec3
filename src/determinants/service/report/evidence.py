"""What stands behind an item: its factors, the findings on them, constructs and strategies."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from determinants.ask.cfir import EDITIONS as CFIR
from determinants.ask.records import (
    Ask,
    CfirElements,
    DeterminantConstructs,
    DeterminantFindings,
    InfluenceApproaches,
    InfluenceCounts,
    InfluenceFindings,
    StrategyEndorsements,
    records,
)
from determinants.ground.values import DIRECTNESS, FACILITATES, HINDERS, OWN, PRINTED, Named
from determinants.ground.vocab import BASE
from determinants.service.measure import Factor, Instrument, Item
from determinants.service.report import studies
from determinants.service.report.backing import (
    Approach,
    ConstructPlace,
    Edition,
    Element,
    Evidence,
    FactorEvidence,
    Reference,
    Share,
    Statement,
    Strategy,
)
from determinants.service.words import say

Finding = InfluenceFindings | DeterminantFindings

# What a study says of itself first, then what others say of it, then what is not said of any study by name.
ORDER = {directness.iri: place for place, directness in enumerate(DIRECTNESS)}

EDITIONS: dict[str, Edition] = {each.framework: each.label for each in CFIR.values()}
# Strategies are endorsed for constructs of this one.
ENDORSED = next(iter(EDITIONS.values()))


def on(ask: Ask, instrument: Instrument, item: Item, placed: Iterable[ConstructPlace]) -> Evidence:
    """Give everything that stands behind an item; `placed` has where factors are placed in the CFIR."""
    rows = records(ask, InfluenceFindings, influence=item.influence)
    factors = instrument.factors_on(item.influence)
    known = {factor.iri for factor in factors}
    here = [
        replace(place, factors=some)
        for place in placed
        if (some := tuple(factor for factor in place.factors if factor in known))
    ]
    barriers = [place for place in here if place.edition == ENDORSED]
    strategies, covered = _strategies(ask, [place.element for place in barriers])
    return Evidence(
        item=item.iri,
        ordinal=item.ordinal,
        influence=item.influence,
        label=item.label,
        counted=_counted(ask, item),
        publications=_own_publications(rows),
        barriers=tuple(_factor(factor, rows) for factor in _of(factors, HINDERS)),
        facilitators=tuple(_factor(factor, rows) for factor in _of(factors, FACILITATES)),
        unmatched=_statements(row for row in rows if row.determinant not in known),
        approaches=_approaches(ask, item),
        constructs=tuple(here),
        strategies=strategies,
        unread=tuple(place.label for place in barriers if place.element not in covered),
        asked=len(barriers),
    )


def of_factors(ask: Ask, instrument: Instrument, wanted: set[str]) -> tuple[FactorEvidence, ...]:
    """Give what stands behind single factors, whatever they belong to, in the order of the checklist."""
    if not wanted:
        return ()
    rows = records(ask, DeterminantFindings, determinant=sorted(wanted))
    return tuple(_factor(factor, rows) for factor in instrument.factors if factor.iri in wanted)


def _of(factors: Iterable[Factor], direction: Named) -> Iterator[Factor]:
    return (factor for factor in factors if factor.direction_iri == direction.iri)


def _counted(ask: Ask, item: Item) -> str:
    """Give what the review counts for an item's influence, as a sentence."""
    said = []
    for row in records(ask, InfluenceCounts, influence=item.influence):
        if row.count is not None:
            place = row.locator
            if row.basis != PRINTED.iri:
                place = say(
                    "report.evidence.derived", percentage=row.percentage, locator=row.percentage_locator
                )
            if told := row.direction_printed or row.direction_label:
                place = say("report.evidence.directed", place=place, direction=told)
            if row.total is None:
                said.append(say("report.evidence.counted", count=row.count, place=place))
            else:
                given = {"count": row.count, "total": row.total, "place": place}
                said.append(say("report.evidence.counted_of", **given))
    return " ".join([*said, say("report.evidence.unknown_which")] if said else [])


def _approaches(ask: Ask, item: Item) -> tuple[Approach, ...]:
    """Give what the review names for changing an item's influence."""
    rows = records(ask, InfluenceApproaches, influence=item.influence)
    found = {row.approach: [other for other in rows if other.approach == row.approach] for row in rows}
    cited = {row.publication for row in rows if row.publication}
    links = {row.publication: studies.link(row) for row in studies.known(ask, cited)}
    return tuple(
        Approach(
            approach=approach,
            label=here[0].approach_label,
            wording=here[0].wording,
            locator=here[0].locator,
            references=tuple(
                Reference(row.publication, row.citation or "", links[row.publication])
                for row in here
                if row.publication
            ),
        )
        for approach, here in found.items()
    )


def _factor(factor: Factor, rows: Iterable[Finding]) -> FactorEvidence:
    here = [row for row in rows if row.determinant == factor.iri]
    return FactorEvidence(
        determinant=factor.iri,
        label=factor.label,
        direction=factor.direction,
        direction_iri=factor.direction_iri,
        reviewed=factor.reviewed,
        locator=factor.locator,
        publications=_own_publications(here),
        statements=_statements(here),
    )


def _own_publications(rows: Iterable[Finding]) -> int:
    """Give how many publications have own findings."""
    return len({row.publication for row in rows if row.directness == OWN.iri})


def _statements(rows: Iterable[Finding]) -> tuple[Statement, ...]:
    """Give findings: own ones first, then by the name of the study."""
    ordered = sorted(
        rows,
        key=lambda row: (ORDER[row.directness], row.publication_label.casefold(), row.finding),
    )
    return tuple(
        Statement(
            finding=row.finding,
            publication=row.publication,
            publication_label=row.publication_label,
            direction=row.direction_label,
            direction_iri=row.direction,
            directness=row.directness_label,
            directness_iri=row.directness,
            confidence=row.confidence_label,
            confidence_iri=row.confidence,
            wording=row.wording,
            stated_in="" if row.stated_in == row.publication else row.stated_in_label,
            locator=row.locator,
        )
        for row in ordered
    )


def elements(ask: Ask) -> tuple[Element, ...]:
    """Give the domains and constructs of both editions, in the order of their codes."""
    return tuple(
        Element(
            edition=edition,
            element=row.element,
            notation=row.notation or "",
            label=row.element_label,
            kind=row.kind_label,
            kind_iri=row.kind,
            broader=row.broader_label or "",
            definition=row.definition,
        )
        for framework, edition in EDITIONS.items()
        for row in records(ask, CfirElements, framework=framework)
    )


def places(ask: Ask, factors: set[str]) -> tuple[ConstructPlace, ...]:
    """Give the constructs of both editions in which a codebook places some of the factors."""
    placed: dict[tuple[str, str, str], list[str]] = {}
    label: dict[str, str] = {}
    for row in records(ask, DeterminantConstructs, framework=list(EDITIONS)):
        if row.determinant in factors:
            label[row.element] = row.element_label
            place = row.framework.removeprefix(BASE), row.element, row.asserted_by_label
            placed.setdefault(place, []).append(row.determinant)
    return tuple(
        ConstructPlace(EDITIONS[framework], element, label[element], who, tuple(dict.fromkeys(determinants)))
        for (framework, element, who), determinants in placed.items()
    )


def _strategies(ask: Ask, barriers: list[str]) -> tuple[tuple[Strategy, ...], set[str]]:
    """Give the strategies that enough experts endorsed, and the constructs on which that was read.

    A source covers a construct where it prints shares. Where only a level was read, of the strategies that
    some other project chose, nobody knows what else was endorsed: a list of these would be no advice.
    """
    rows = records(ask, StrategyEndorsements, barrier=barriers) if barriers else []
    read = [row for row in rows if row.percentage is not None]
    shares: dict[str, list[Share]] = {}
    for row in sorted(read, key=lambda row: -(row.percentage or 0)):
        if row.percentage is not None and row.percentage >= ENOUGH:
            share = Share(
                barrier=row.barrier,
                barrier_label=row.barrier_label,
                percentage=row.percentage,
                source=_source(row),
                locator=row.locator,
                note=row.note or "",
            )
            shares.setdefault(row.strategy, []).append(share)
    called = {row.strategy: row.strategy_label for row in read}
    strategies = tuple(Strategy(iri, called[iri], tuple(found)) for iri, found in shares.items())
    return strategies, {row.barrier for row in read}


ENOUGH = 20  # per cent of the experts: from there on, sources give an endorsement a level


def _source(row: StrategyEndorsements) -> str:
    source, read = row.source_label, row.stated_in_label
    return source if source == read else say("report.evidence.printed_in", source=source, read=read)
