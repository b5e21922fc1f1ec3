"""A matrix of the influences of a review by the publications that report most of them, and which way."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask.records import Ask, InfluenceEvidence, InfluenceFindings, records
from determinants.ground.values import COUNTS
from determinants.ground.words import many
from determinants.plots.by_study import WAYS, most, short, way_of
from determinants.plots.grid import Grid
from determinants.plots.plot import SOURCE, Datum, Plot, Size, denominator_of, distinct, listed, tabled
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing


@dataclass(frozen=True)
class Reported(Datum):
    """How many findings of a study there are on an influence, and which way they point together."""

    influence: NamedNode
    influence_label: str
    publication: NamedNode
    publication_label: str
    way: str | None
    findings: int | None


def influence_studies(ask: Ask) -> Plot:
    """Give which publications report which influences, and which way."""
    influences = records(ask, InfluenceEvidence)
    counted = {way.iri for way in COUNTS}
    found = [row for row in records(ask, InfluenceFindings) if row.directness in counted]
    ways = defaultdict[tuple[str, str], dict[str, str]](dict)
    for row in found:  # one of several countries or outcomes has several rows
        ways[row.influence, row.publication][row.finding] = row.direction
    reach = Counter(publication for _, publication in ways)
    label = {row.publication: row.publication_label for row in found}
    drawn, least = most(reach)
    drawn.sort(key=lambda study: (-reach[study], label[study], study))
    rows = [
        _cell(row, study, label[study], list(ways.get((row.influence, study), {}).values()))
        for row in influences
        for study in drawn
    ]
    filled = [row for row in rows if row.findings]
    kinds = Counter(row.way for row in filled)
    top = max(filled, key=lambda row: row.findings or 0, default=None)
    said = (
        f"The highest number is {top.findings}: {top.publication_label} on {top.influence_label}."
        if top
        else "There is none."
    )
    return Plot(
        title="Influences by study",
        subtitle=f"{denominator_of(ask)} with own or coded findings on {many(len(influences), 'influence')}; "
        f"drawn are the {len(drawn)} that report {least} of them or more. A number: findings of the study on "
        f"the influence. {SOURCE}",
        caution=f"{NOT_AN_EFFECT} An empty cell does not say that the study looked for it.",
        alt=f"The matrix shows {many(len(influences), 'influence')} against {many(len(drawn), 'study')}, of "
        f"n = {len(reach)} that report any. Each number is how many findings the study has on the influence. "
        f"Of {len(rows)} cells, {len(filled)} are filled: "
        f"{listed([f'{kinds[way]} {way}' for way in WAYS if kinds[way]]) or 'none'}. {said} The first study "
        f"reports {many(max(reach.values(), default=0), 'influence')}, the last {least}.",
        rows=tabled(Reported, rows),
        chart=lambda size: _chart(size, rows),
    )


def _cell(row: InfluenceEvidence, study: str, label: str, directions: Sequence[str]) -> Reported:
    return Reported(
        NamedNode(row.influence), row.influence_label, NamedNode(study), label,
        way_of(directions), len(directions) or None,
    )  # fmt: skip


def _chart(size: Size, rows: Sequence[Reported]) -> "Drawing":
    influences = distinct((row.influence.value, row.influence_label) for row in rows)
    studies = short(distinct((row.publication.value, row.publication_label) for row in rows))
    room = size.width * (0.36 if size.narrow else 0.3)
    wide = min((size.width - room - 3 * size.font) / max(1, len(studies)), size.font * 6)
    return Grid(
        rows=influences,
        columns=studies,
        row="datum.influence",
        column="datum.publication",
        number="datum.findings",
        peak=1,
        unit="findings",
        words="datum.findings === null ? '' : '' + datum.findings",
        room=room,
        wide=wide,
        step=size.step(list(influences.values()), room, 1000, size.font * 1.6),
        small=min(size.font, wide * 0.8),
        upright=size.upright(studies.values(), 0),
        kinds={way: colour for way, colour in WAYS.items() if any(row.way == way for row in rows)},
        kind="datum.way",
        tooltip=("influence_label:N", "publication_label:N", "way:N", "findings:Q"),
    ).drawn(size)
