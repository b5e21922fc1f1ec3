"""What stands behind an item: its factors, the findings on them, constructs and strategies."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from determinants.ground.vocab import BASE
from determinants.service.measure import Factor, Instrument, Item
from determinants.service.measure.instrument import Ask, Direction
from determinants.service.report.content import (
    OWN,
    ConstructPlace,
    Edition,
    Element,
    Evidence,
    FactorEvidence,
    Statement,
    Strategy,
    Study,
)
from determinants.store.solutions import Value

Row = Mapping[str, Value]

# What a study says of itself first, then what others say of it, then what is not said of any study by name.
DIRECTNESS = (OWN, "secondary report", "background statement")

EDITIONS: dict[str, Edition] = {"cfir2009": "CFIR 2009", "cfir2022": "CFIR 2022"}


def on(ask: Ask, instrument: Instrument, item: Item, placed: Iterable[ConstructPlace]) -> Evidence:
    """Give everything that stands behind an item; `placed` has where factors are placed in the CFIR."""
    rows = list(ask("influence-findings", influence=item.influence).records())
    factors = instrument.factors_on(item.influence)
    known = {factor.iri for factor in factors}
    here = [
        replace(place, factors=some)
        for place in placed
        if (some := tuple(factor for factor in place.factors if factor in known))
    ]
    barriers = [place for place in here if place.edition == "CFIR 2009"]
    strategies = _strategies(ask, [place.element for place in barriers])
    endorsed = {strategy.barrier for strategy in strategies}
    return Evidence(
        item=item.iri,
        ordinal=item.ordinal,
        influence=item.influence,
        label=item.label,
        counted=_counted(ask, item),
        publications=len({row["publication"] for row in rows if row["directness_label"] == OWN}),
        barriers=tuple(_factor(factor, rows) for factor in _of(factors, "hinders")),
        facilitators=tuple(_factor(factor, rows) for factor in _of(factors, "facilitates")),
        unmatched=_statements(row for row in rows if str(row["determinant"]) not in known),
        constructs=tuple(here),
        strategies=tuple(strategies),
        unread=tuple(place.label for place in barriers if place.element not in endorsed),
    )


def of_factors(ask: Ask, instrument: Instrument, wanted: set[str]) -> tuple[FactorEvidence, ...]:
    """Give what stands behind single factors, whatever they belong to, in the order of the checklist."""
    if not wanted:
        return ()
    rows = list(ask("factor-findings", determinant=sorted(wanted)).records())
    return tuple(_factor(factor, rows) for factor in instrument.factors if factor.iri in wanted)


def _of(factors: Iterable[Factor], direction: Direction) -> Iterator[Factor]:
    return (factor for factor in factors if factor.direction == direction)


def _counted(ask: Ask, item: Item) -> str:
    """Give what the review counts for an item's influence, as a sentence."""
    for row in ask("influence-counts", influence=item.influence).records():
        derived = "" if row["basis_label"] == "printed" else ", derived from the percentage"
        return (
            f"The review counts it in {row['count']} of its {row['total']} publications "
            f"({row['locator']}{derived}). Which ones, this graph does not know."
        )
    return ""


def _factor(factor: Factor, rows: Iterable[Row]) -> FactorEvidence:
    own = [row for row in rows if row["determinant"] == factor.iri]
    return FactorEvidence(
        determinant=factor.iri,
        label=factor.label,
        direction=factor.direction,
        reviewed=factor.reviewed,
        locator=factor.locator,
        publications=len({row["publication"] for row in own if row["directness_label"] == OWN}),
        statements=_statements(own),
    )


def _statements(rows: Iterable[Row]) -> tuple[Statement, ...]:
    """Give findings: own ones first, then by the name of the study."""
    ordered = sorted(
        rows,
        key=lambda row: (
            DIRECTNESS.index(str(row["directness_label"])),
            str(row["publication_label"]).casefold(),
            str(row["finding"]),
        ),
    )
    return tuple(
        Statement(
            finding=str(row["finding"]),
            publication=str(row["publication"]),
            publication_label=str(row["publication_label"]),
            direction=str(row["direction_label"]),
            directness=str(row["directness_label"]),
            confidence=str(row["confidence_label"]),
            wording=str(row["wording"]),
            stated_in="" if row["stated_in"] == row["publication"] else str(row["stated_in_label"]),
            locator=str(row["locator"]),
        )
        for row in ordered
    )


def elements(ask: Ask) -> tuple[Element, ...]:
    """Give the domains and constructs of both editions, in the order of their codes."""
    return tuple(
        Element(
            edition=edition,
            element=str(row["element"]),
            notation=str(row["notation"] or ""),
            label=str(row["element_label"]),
            kind=str(row["kind_label"]),
            broader=str(row["broader_label"] or ""),
            definition=str(row["definition"]),
        )
        for framework, edition in EDITIONS.items()
        for row in ask("cfir-elements", framework=framework).records()
    )


def places(ask: Ask, factors: set[str]) -> tuple[ConstructPlace, ...]:
    """Give the constructs of both editions in which this project places some of the factors."""
    placed: dict[tuple[str, str], list[str]] = {}
    label: dict[str, str] = {}
    for row in ask("determinant-constructs", framework=list(EDITIONS)).records():
        element, framework = str(row["element"]), str(row["framework"]).removeprefix(BASE)
        if str(row["determinant"]) in factors:
            label[element] = str(row["element_label"])
            placed.setdefault((framework, element), []).append(str(row["determinant"]))
    return tuple(
        ConstructPlace(EDITIONS[framework], element, label[element], tuple(dict.fromkeys(determinants)))
        for (framework, element), determinants in placed.items()
    )


def _strategies(ask: Ask, barriers: list[str]) -> list[Strategy]:
    if not barriers:
        return []
    return [
        Strategy(
            barrier=str(row["barrier"]),
            barrier_label=str(row["barrier_label"]),
            strategy=str(row["strategy"]),
            label=str(row["strategy_label"]),
            percentage=None if row["percentage"] is None else _decimal(row["percentage"]),
            level="" if row["level"] is None else str(row["level"]),
            source=_source(row),
            locator=str(row["locator"]),
            note=str(row["note"] or ""),
        )
        for row in ask("strategy-endorsements", barrier=barriers).records()
    ]


def _decimal(value: Value) -> Decimal:
    return Decimal(str(value))


def _source(row: Row) -> str:
    source, read = str(row["source_label"]), str(row["stated_in_label"])
    return source if source == read else f"{source}, as printed in {read}"


def studies(ask: Ask, publications: Iterable[str]) -> tuple[Study, ...]:
    """Give what is known of publications, in the order of their names."""
    wanted = sorted(set(publications))
    found = []
    for start in range(0, len(wanted), PART):
        part = wanted[start : start + PART]
        found += list(ask("publication-records", publication=part).records())
    return tuple(sorted(map(_study, found), key=lambda study: (study.label.casefold(), study.publication)))


PART = 250  # a query has a greatest length


def _study(row: Row) -> Study:
    def text(column: str) -> str:
        return str(row[column] or "")

    return Study(
        publication=text("publication"),
        label=text("publication_label"),
        citation=text("citation"),
        countries=text("countries"),
        design=text("design_label"),
        setting=text("setting"),
        quality=text("quality_label"),
        link=_link(row),
        record=dict(row),
    )


def _link(row: Row) -> str:
    if row["doi"]:
        return f"https://doi.org/{row['doi']}"
    return f"https://pubmed.ncbi.nlm.nih.gov/{row['pmid']}/" if row["pmid"] else ""
