"""What a report says of each construct of the CFIR: the factors placed there, their items, who reports them.

Nothing here rates a construct. Scores of the measure are told as such; a rating is a team's judgement.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from determinants.ground.values import FACILITATES, HIGH, HINDERS, OWN
from determinants.ground.vocab import DET
from determinants.ground.words import many
from determinants.service.measure.ticks import Tick
from determinants.service.report.content import (
    Domain,
    Edition,
    Element,
    FactorEvidence,
    ItemResult,
    Report,
    Site,
    Statement,
    Ticked,
)

NOTHING_PLACED = "no factor of the checklist is placed here"
NONE_PLACED = "no factor placed"  # the same, where there is less room
NOTHING_MAPPED = "no item is mapped to this domain"
NOT_HERE = "not in this report"
BEYOND = "*"  # after a factor that the review does not print
TO = "\N{EN DASH}"
FEW = 5  # statements; the sheet of evidence has all

SAID: dict[tuple[str, Tick], str] = {
    (HINDERS.iri, "yes"): "Barrier stands",
    (FACILITATES.iri, "no"): "Facilitator missing",
    (HINDERS.iri, "raters differ"): "Raters differ on barrier",
    (FACILITATES.iri, "raters differ"): "Raters differ on facilitator",
    (FACILITATES.iri, "yes"): "Facilitator present",
    (HINDERS.iri, "no"): "Barrier absent",
}


@dataclass(frozen=True)
class PlacedElement:
    """A domain or construct, how deep it stands, and the factors that a codebook places in it."""

    element: Element
    depth: int
    factors: tuple[str, ...]

    @property
    def section(self) -> bool:
        """Whether it only holds constructs together."""
        return self.element.kind_iri in {DET.Domain.value, DET.Subdomain.value}


@dataclass(frozen=True)
class Here:
    """A factor with what a site ticks on it, and the item that it belongs to."""

    ticked: Ticked
    item: ItemResult | None  # nothing where no item of the measure asks about it


def placed_elements(report: Report, edition: Edition) -> tuple[PlacedElement, ...]:
    """Give every element of an edition once: each domain, then what is part of it, in the order of codes."""
    parts: dict[str, list[Element]] = {}
    # What has no code is a later addition, or a level between that other codes already tell.
    for element in sorted(report.elements, key=lambda element: not element.notation):
        if element.edition == edition:
            parts.setdefault(element.broader, []).append(element)
    factors: dict[str, tuple[str, ...]] = {}
    for place in report.places:
        factors[place.element] = tuple(dict.fromkeys((*factors.get(place.element, ()), *place.factors)))

    def below(label: str, depth: int) -> Iterator[PlacedElement]:
        for element in parts.pop(label, ()):
            yield PlacedElement(element, depth, factors.get(element.element, ()))
            yield from below(element.label, depth + 1)

    found = list(below("", 0))
    while parts:
        found += below(next(iter(parts)), 0)
    return tuple(found)


def summary(report: Report, site: Site, placed: PlacedElement) -> str:
    """Give what a site's ticks and scores say of a construct."""
    lines = list(_mapped(report, site, placed))
    known = _known(site)
    here = [known[factor] for factor in placed.factors if factor in known]
    for said, words in SAID.items():
        if labels := [
            _label(each.ticked) for each in here if (each.ticked.direction_iri, each.ticked.tick) == said
        ]:
            lines.append(f"{words}: {'; '.join(labels)}")
    if left := sum(each.ticked.tick == "not ticked" for each in here):
        lines.append(f"Not ticked: {left}")
    if items := {each.item.item: each.item for each in here if each.item}:
        lines.append("; ".join(in_words(report, item) for item in items.values()))
    if not (placed.factors or placed.section):
        lines.append(NOTHING_PLACED)
    return "\n".join(lines)


def in_words(report: Report, item: ItemResult) -> str:
    """Give an item with its score on the scale of the measure."""
    least, most = min(report.anchors), max(report.anchors)
    given = [score for score in item.scores.values() if score is not None]
    if not given:
        return f"{item.label} not scored ({least}{TO}{most} measure)"
    apart = f", raters from {min(given)} to {max(given)}" if min(given) < max(given) else ""
    return f"{item.label} {item.mean} of {most}{apart} ({least}{TO}{most} measure)"


def _known(site: Site) -> dict[str, Here]:
    places = [(item, each) for item in site.items for each in (*item.barriers, *item.facilitators)]
    return {
        each.determinant: Here(each, item)
        for item, each in (*places, *((None, each) for each in site.others))
    }


def _label(ticked: Ticked) -> str:
    return ticked.label if ticked.reviewed else f"{ticked.label}{BEYOND}"


def _mapped(report: Report, site: Site, placed: PlacedElement) -> Iterator[str]:
    """Yield the items whose influences are mapped to a domain, by who says so."""
    said: dict[tuple[str, str, str], list[str]] = {}
    for item in site.items:
        for domain in item.domains:
            if domain.element == placed.element.element:
                told = f"{in_words(report, item)}{_condition(domain)}"
                said.setdefault((domain.asserted_by, domain.derived_from, domain.derived_edition), []).append(
                    told
                )
    for (who, origin, edition), items in said.items():
        mapped = (
            f"{who[0].upper()}{who[1:]}, from {origin} ({edition}), matched with this domain by a crosswalk"
            if origin
            else f"Mapped by {who} here"
        )
        yield f"{mapped}: {'; '.join(items)}"
    if placed.element.kind_iri == DET.Domain.value and not said:
        yield NOTHING_MAPPED


def _condition(domain: Domain) -> str:
    _, _, meaning = domain.condition.partition(": ")
    if not meaning:
        return ""
    return f", as {meaning}" if domain.settled else f", only if {meaning} (not answered)"


def publications(report: Report, placed: PlacedElement) -> int | str:
    """Give how many publications have own findings on the factors placed here, or why that is not told."""
    if not placed.factors:
        return "" if placed.section else NONE_PLACED
    found = {s.publication for factor in _gathered(report, placed) for s in factor.statements if _own(s)}
    missing = absent(report, placed)
    if not missing:
        return len(found)
    return f"{len(found)}; {missing}" if _gathered(report, placed) else missing


def supporting(report: Report, site: Site, placed: PlacedElement) -> str:
    """Give the first own findings on the factors placed here: those that hold at the site before others."""
    if not placed.factors:
        return "" if placed.section else NONE_PLACED
    known = _known(site)
    held = {factor for factor, here in known.items() if here.ticked.at_issue}
    factors = sorted(_gathered(report, placed), key=lambda factor: factor.determinant not in held)
    own = {s.finding: s for factor in factors for s in factor.statements if _own(s)}
    lines = [stated(statement) for statement in list(own.values())[:FEW]]
    if len(own) > FEW:
        lines.append(f"and {len(own) - FEW} more: see Evidence")
    if factors and not own:
        lines.append("no publication that this graph names reports these factors as its own finding")
    if missing := absent(report, placed):
        lines.append(missing)
    return "\n".join(lines)


def stated(statement: Statement) -> str:
    """Give a statement with its study and where it stands."""
    source = f", as stated in {statement.stated_in}" if statement.stated_in else ""
    sure = "" if statement.confidence_iri == HIGH.iri else f", {statement.confidence}"
    place = f"{statement.publication_label}{source}: {statement.locator}{sure}"
    return f"{statement.direction}: {statement.wording} ({place})"


def absent(report: Report, placed: PlacedElement) -> str:
    """Give on which items, or on how many factors of none, evidence was not gathered."""
    gathered = {factor.determinant for factor in _gathered(report, placed)}
    left = [factor for factor in placed.factors if factor not in gathered]
    items = _known(report.sites[0]) if report.sites else {}
    asked = {factor: here.item for factor, here in items.items() if here.item}
    names = list(dict.fromkeys(asked[factor].label for factor in left if factor in asked))
    if loose := sum(factor not in asked for factor in left):
        names.append(f"{many(loose, 'factor')} that no item asks about")
    return f"{NOT_HERE}: {', '.join(names)}" if names else ""


def _gathered(report: Report, placed: PlacedElement) -> list[FactorEvidence]:
    wanted = set(placed.factors)
    every = [factor for each in report.evidence for factor in (*each.barriers, *each.facilitators)]
    return [factor for factor in (*every, *report.others) if factor.determinant in wanted]


def _own(statement: Statement) -> bool:
    return statement.directness_iri == OWN.iri
