"""What a report says of each construct of the CFIR: the factors placed there, their items, who reports them.

Nothing here rates a construct. Scores of the measure are told as such; a rating is a team's judgement.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from determinants.ground.values import FACILITATES, HIGH, HINDERS, OWN
from determinants.ground.vocab import DET
from determinants.service.measure.ticks import Tick
from determinants.service.report.backing import Edition, Element, FactorEvidence, Statement
from determinants.service.report.content import Domain, ItemResult, Report, Site, Ticked
from determinants.service.words import say

BEYOND = "*"  # after a factor that the review does not print
FEW = 5  # statements; the sheet of evidence has all

SAID: dict[tuple[str, Tick], str] = {
    (HINDERS.iri, "yes"): "stands",
    (FACILITATES.iri, "no"): "missing",
    (HINDERS.iri, "raters differ"): "barrier_disputed",
    (FACILITATES.iri, "raters differ"): "facilitator_disputed",
    (FACILITATES.iri, "yes"): "there",
    (HINDERS.iri, "no"): "stands_not",
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
    for ticked, key in SAID.items():
        if labels := [
            _label(each.ticked) for each in here if (each.ticked.direction_iri, each.ticked.tick) == ticked
        ]:
            said = say(f"report.construct.said.{key}")
            lines.append(say("report.construct.listed", said=said, factors="; ".join(labels)))
    if left := sum(each.ticked.tick == "not ticked" for each in here):
        lines.append(say("report.construct.left", count=left))
    if items := {each.item.item: each.item for each in here if each.item}:
        lines.append("; ".join(in_words(report, item) for item in items.values()))
    if not (placed.factors or placed.section):
        lines.append(say("report.construct.nothing_placed"))
    return "\n".join(lines)


def in_words(report: Report, item: ItemResult) -> str:
    """Give an item with its score on the scale of the measure."""
    given = [score for score in item.scores.values() if score is not None]
    known = {"item": item.label, "least": min(report.anchors), "most": max(report.anchors)}
    if not given:
        return say("report.construct.unscored", **known)
    known["score"] = item.mean
    if min(given) == max(given):
        return say("report.construct.scored", **known)
    return say("report.construct.scored_apart", **known, **{"from": min(given), "to": max(given)})


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
                who = (domain.asserted_by, domain.derived_from, domain.derived_edition)
                said.setdefault(who, []).append(_on_condition(in_words(report, item), domain))
    for (by, origin, edition), items in said.items():
        if origin:
            given = {"who": f"{by[0].upper()}{by[1:]}", "domain": origin, "edition": edition}
            yield say("report.construct.crosswalk", items="; ".join(items), **given)
        else:
            yield say("report.construct.mapped", who=by, items="; ".join(items))
    if placed.element.kind_iri == DET.Domain.value and not said:
        yield say("report.construct.nothing_mapped")


def _on_condition(item: str, domain: Domain) -> str:
    _, _, meaning = domain.condition.partition(": ")
    if not meaning:
        return item
    if domain.settled:
        return say("report.construct.settled", item=item, condition=meaning)
    return say("report.construct.open", item=item, condition=meaning)


def publications(report: Report, placed: PlacedElement) -> int | str:
    """Give how many publications have own findings on the factors placed here, or why that is not told."""
    if not placed.factors:
        return "" if placed.section else say("report.construct.none_placed")
    found = {s.publication for factor in _gathered(report, placed) for s in factor.statements if _own(s)}
    missing = absent(report, placed)
    if not missing:
        return len(found)
    if not _gathered(report, placed):
        return missing
    return say("report.construct.publications", count=len(found), absent=missing)


def supporting(report: Report, site: Site, placed: PlacedElement) -> str:
    """Give the first own findings on the factors placed here: those that hold at the site before others."""
    if not placed.factors:
        return "" if placed.section else say("report.construct.none_placed")
    known = _known(site)
    held = {factor for factor, here in known.items() if here.ticked.at_issue}
    factors = sorted(_gathered(report, placed), key=lambda factor: factor.determinant not in held)
    own = {s.finding: s for factor in factors for s in factor.statements if _own(s)}
    lines = [stated(report, statement) for statement in list(own.values())[:FEW]]
    if len(own) > FEW:
        lines.append(say("report.construct.more", count=len(own) - FEW))
    if factors and not own:
        lines.append(say("report.construct.no_finding"))
    if missing := absent(report, placed):
        lines.append(missing)
    return "\n".join(lines)


def stated(report: Report, statement: Statement) -> str:
    """Give a statement with its study and where it stands."""
    source = say("report.construct.stated_in", source=statement.stated_in) if statement.stated_in else ""
    sure = "" if statement.confidence_iri == HIGH.iri else f", {statement.confidence}"
    place = f"{report.called(statement)}{source}: {statement.locator}{sure}"
    given = {"direction": statement.direction, "wording": statement.wording}
    return say("report.construct.stated", place=place, **given)


def absent(report: Report, placed: PlacedElement) -> str:
    """Give on which items, or on how many factors of none, evidence was not gathered."""
    gathered = {factor.determinant for factor in _gathered(report, placed)}
    left = [factor for factor in placed.factors if factor not in gathered]
    items = _known(report.sites[0]) if report.sites else {}
    asked = {factor: here.item for factor, here in items.items() if here.item}
    names = list(dict.fromkeys(asked[factor].label for factor in left if factor in asked))
    if loose := sum(factor not in asked for factor in left):
        names.append(say("report.construct.loose", count=loose))
    return say("report.construct.absent", names=", ".join(names)) if names else ""


def _gathered(report: Report, placed: PlacedElement) -> list[FactorEvidence]:
    wanted = set(placed.factors)
    every = [factor for each in report.evidence for factor in (*each.barriers, *each.facilitators)]
    return [factor for factor in (*every, *report.others) if factor.determinant in wanted]


def _own(statement: Statement) -> bool:
    return statement.directness_iri == OWN.iri
