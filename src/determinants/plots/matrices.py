"""Matrices of the constructs of the CFIR, in both editions: by study, and by site of a review's measure."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import NamedNode

from determinants.ask.captions import placers
from determinants.ask.records import (
    Ask,
    CfirElements,
    CfirFactors,
    CfirFindings,
    InfluenceConstructs,
    MeasureItems,
    records,
)
from determinants.ground.values import COUNTS
from determinants.ground.words import many
from determinants.plots import by_study, style
from determinants.plots.constructs import EMPTY, FRAMEWORKS, ITSELF, path_of, top_of
from determinants.plots.grid import Grid
from determinants.plots.plot import SOURCE, Datum, OwnScore, Plot, Size, distinct, listed, tabled
from determinants.plots.sites import Scale, SiteScore, beside, caution, scale_of, scores_of, size_of

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing


@dataclass(frozen=True)
class Place:
    """An element of the framework, in the order of its edition, and the domain that it is in."""

    framework: str
    framework_label: str
    domain: str
    element: str
    label: str


@dataclass(frozen=True)
class Cell(Datum):
    """A cell of a matrix: the construct that it stands in, or the domain itself."""

    framework: NamedNode
    framework_label: str
    domain: NamedNode
    element: NamedNode
    element_label: str


C = TypeVar("C", bound=Cell)


@dataclass(frozen=True)
class StudyCell(Cell):
    """How many findings of a study stand in a construct, and which way."""

    publication: NamedNode
    publication_label: str
    way: str | None
    findings: int | None


@dataclass(frozen=True)
class SiteCell(Cell):
    """What a site scored on the items whose influence has a factor in a construct."""

    site: NamedNode | None
    site_label: str
    who: str
    items: int
    lowest: int | Decimal | None
    highest: int | Decimal | None


def _order(ask: Ask, name: str, held: Iterable[str]) -> list[Place]:
    """Give the elements of an edition that hold something, in its order."""
    elements = {row.element: row for row in records(ask, CfirElements, framework=name)}
    there = [elements[each] for each in set(held) if each in elements]
    return [_place(row, elements) for row in sorted(there, key=lambda row: path_of(row, elements))]


def _place(row: CfirElements, elements: Mapping[str, CfirElements]) -> Place:
    domain = top_of(row, elements)
    label = row.element_label if row.broader else f"{row.element_label}: {ITSELF}"
    return Place(row.framework, row.framework_label, domain.element, row.element, label)


def construct_studies(ask: Ask) -> Plot:
    """Give which studies report something in which construct, and which way."""
    counted = {way.iri for way in COUNTS}
    found = [row for row in records(ask, CfirFindings, framework=list(FRAMEWORKS)) if row.review]
    # A finding whose factor stands in a construct twice, by two who say so, counts once.
    reported = by_study.reports(found, lambda row: row.element)
    drawn = [study for study, _ in reported.drawn]
    places = [
        place
        for name in FRAMEWORKS
        for place in _order(ask, name, {element for element, study in reported.directions if study in drawn})
    ]
    rows = [
        _study_cell(place, study, label, reported.at(place.element, study))
        for place in places
        for study, label in reported.drawn
    ]
    of = listed(sorted({row.review_label or "" for row in found if row.directness in counted})) or "no review"
    return Plot(
        title="Constructs of the CFIR by study, 2009 and 2022",
        subtitle=f"n = {many(len(reported.reach), 'study')} with own or coded findings on factors under the "
        f"influences of {of} that are placed in constructs; drawn are the {len(drawn)} that report in "
        f"{reported.least} of them or more, both editions together. A number: findings of the study in the "
        f"construct. {SOURCE}",
        caution="Placing factors in constructs is a judgement of who coded. A count of findings says "
        "nothing of how strong an effect is. An empty cell "
        "does not say that the study looked for it.",
        alt=f"The matrix shows {many(len(places), 'construct')} of both editions of the CFIR against "
        f"{many(len(drawn), 'study')}, of n = {len(reported.reach)} that report in any. Each number is how "
        "many findings the study has there. "
        f"{by_study.told(rows, lambda cell: f'in {cell.element_label}')} The first study has something in "
        f"{reported.furthest} constructs, the last in {reported.least}.",
        rows=tabled(StudyCell, rows),
        chart=lambda size: _by_study(size, rows),
    )


def _study_cell(place: Place, study: str, label: str, directions: Sequence[str]) -> StudyCell:
    return StudyCell(
        NamedNode(place.framework), place.framework_label, NamedNode(place.domain),
        NamedNode(place.element), place.label, NamedNode(study), label,
        by_study.way_of(directions), len(directions) or None,
    )  # fmt: skip


def _by_study(size: Size, rows: Sequence[StudyCell]) -> "Drawing":
    studies = by_study.columns(rows)

    def panel(name: str, here: Sequence[StudyCell], room: float, wide: float, step: float) -> "Drawing":
        places = distinct((row.element.value, row.element_label) for row in here)
        return Grid(
            rows=places,
            columns=studies,
            row="datum.element",
            room=room,
            step=step,
            upright=size.upright(studies.values(), 0),
            fences=_fences(here),
            where=f"datum.framework === {json.dumps(name)}",
            tooltip=("element_label:N", "publication_label:N", "way:N", "findings:Q"),
            **by_study.looks(rows, wide, size.font),
        ).drawn(size, style.over(size, here[0].framework_label, room, -room))

    return _editions(size, rows, len(studies), panel)


def _fences(rows: Sequence[Cell]) -> list[str]:
    """Give the first element of each domain but the first, before which there is a gap."""
    first = {row.domain.value: row.element.value for row in reversed(rows)}
    return list(first.values())[:-1] if rows else []


def _editions(
    size: Size,
    rows: Sequence[C],
    columns: int,
    panel: Callable[[str, Sequence[C], float, float, float], "Drawing"],
) -> "Drawing":
    """Give a panel for each edition: side by side where there is room, else one under the other."""
    import altair as alt

    by_edition = {
        row.framework.value: [each for each in rows if each.framework == row.framework] for row in rows
    }
    across = len(by_edition) if size.height else 1
    gap = size.font * 1.5
    room = size.width * (0.16 if size.height else 0.36 if size.narrow else 0.3)
    wide = (size.width - 3 * size.font - (across - 1) * gap) / max(1, across) - room
    each = min(wide / max(1, columns), size.font * 6)
    drawn = []
    for name, here in by_edition.items():
        labels = [f"{row.element_label} (10)" for row in here[::columns]]
        step = size.step(labels, room, 1000, size.font * 1.35)
        drawn.append(panel(name, here, room, each, step))
    return alt.hconcat(*drawn, spacing=gap) if size.height else alt.vconcat(*drawn, spacing=2 * gap)


def construct_sites(ask: Ask, own: Sequence[OwnScore] = ()) -> Plot:
    """Give what each site scored on the items that lead to each construct, and the user's own."""
    published, yours = scores_of(ask, own)
    items = records(ask, MeasureItems)
    scale = scale_of(ask, items)
    influences = {row.item: row.influence for row in items}
    leads = [
        row
        for row in records(ask, InfluenceConstructs, framework=list(FRAMEWORKS))
        if row.way == "through factors" and row.influence in set(influences.values())
    ]
    behind = defaultdict[str, set[str]](set)
    for row in leads:
        behind[row.element].add(row.influence)
    places = [place for name in FRAMEWORKS for place in _order(ask, name, behind)]
    scores = [*yours, *published]
    sites = {score.who: score for score in reversed(scores)}
    rows = [
        _site_cell(place, sites[who], [
            score
            for score in scores
            if score.who == who and influences.get(score.about) in behind[place.element]
        ], len(behind[place.element]))
        for place in places
        for who in dict.fromkeys(score.who for score in scores)
    ]  # fmt: skip
    who = placers([row for row in records(ask, CfirFactors, framework=list(FRAMEWORKS)) if row.review])
    low = Counter(row.site_label for row in rows if row.lowest is not None and row.lowest in scale.low)
    told = listed([f"{name} in {number}" for name, number in low.most_common()])
    return Plot(
        title=f"Constructs of the CFIR by site, on the measure of {scale.review_label}",
        subtitle=f"n = {size_of(published, items)}{beside(yours)}. {scale}. In a cell: from the lowest to "
        "the highest score on the items whose influence has a factor in the construct, placed there by "
        f"{who}; the colour is that of the lowest. In brackets: how many items. "
        f"{style.NONE} alone: not answered. {SOURCE}",
        caution="No site was asked about constructs: this is derived, and no rating of the CFIR. "
        f"{caution(published, scale)}",
        alt=f"The matrix shows {many(len(places), 'construct')} of both editions of the CFIR against sites: "
        f"there are {size_of(published, items)} (n){beside(yours)}. Each cell has the lowest and the highest "
        "score on the items whose influence has a factor in the construct. "
        + (f"The lowest counts as low at {told} of the constructs." if told else "No lowest counts as low.")
        + f" {EMPTY}",
        rows=tabled(SiteCell, rows),
        chart=lambda size: _by_site(size, rows, scale),
    )


def _site_cell(place: Place, site: SiteScore, scores: Sequence[SiteScore], items: int) -> SiteCell:
    given = [score.score for score in scores if score.score is not None]
    return SiteCell(
        NamedNode(place.framework), place.framework_label, NamedNode(place.domain),
        NamedNode(place.element), place.label, site.site, site.site_label, site.who, items,
        min(given, default=None), max(given, default=None),
    )  # fmt: skip


def _by_site(size: Size, rows: Sequence[SiteCell], scale: Scale) -> "Drawing":
    sites = {row.who: row.site_label for row in rows}

    def panel(name: str, here: Sequence[SiteCell], room: float, wide: float, step: float) -> "Drawing":
        places = {row.element.value: f"{row.element_label} ({row.items})" for row in here}
        upright = size.upright(sites.values(), wide)
        return Grid(
            rows=places,
            columns=sites,
            row="datum.element",
            column="datum.who",
            number="datum.lowest",
            peak=scale.highest,
            unit="lowest score",
            words=f"datum.lowest === null ? '{style.NONE}' : format(datum.lowest, '.2~f') + "
            f"(datum.lowest === datum.highest ? '' : '{style.NONE}' + format(datum.highest, '.2~f'))",
            grey="true",
            room=room,
            wide=wide,
            step=step,
            small=size.font * 0.95,
            upright=upright,
            fences=_fences(here),
            where=f"datum.framework === {json.dumps(name)}",
            tooltip=("element_label:N", "site_label:N", "lowest:Q", "highest:Q", "items:Q"),
        ).drawn(size, style.over(size, here[0].framework_label, room, -room))

    return _editions(size, rows, len(sites), panel)
