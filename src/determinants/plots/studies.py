"""A matrix of the influences of a review by the publications that report most of them, and which way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask.records import Ask, InfluenceEvidence, InfluenceFindings, records
from determinants.ground.words import many
from determinants.plots import by_study
from determinants.plots.grid import Grid
from determinants.plots.plot import SOURCE, Datum, Plot, Size, denominator_of, distinct, tabled
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
    reported = by_study.reports(records(ask, InfluenceFindings), lambda row: row.influence)
    rows = [
        _cell(row, study, label, reported.at(row.influence, study))
        for row in influences
        for study, label in reported.drawn
    ]
    return Plot(
        title="Influences by study",
        subtitle=f"{denominator_of(ask)} with own or coded findings on "
        f"{many(len(influences), 'influence')}; "
        f"drawn are the {len(reported.drawn)} that report {reported.least} of them or more. A number: "
        f"findings of the study on the influence. {SOURCE}",
        caution=f"{NOT_AN_EFFECT} An empty cell does not say that the study looked for it.",
        alt=f"The matrix shows {many(len(influences), 'influence')} against "
        f"{many(len(reported.drawn), 'study')}, of n = {len(reported.reach)} that report any. Each number is "
        "how many findings the study has on the influence. "
        f"{by_study.told(rows, lambda cell: f'on {cell.influence_label}')} The first study reports "
        f"{many(reported.furthest, 'influence')}, the last {reported.least}.",
        rows=tabled(Reported, rows),
        chart=lambda size: _chart(size, rows),
    )


def _cell(row: InfluenceEvidence, study: str, label: str, directions: Sequence[str]) -> Reported:
    return Reported(
        NamedNode(row.influence), row.influence_label, NamedNode(study), label,
        by_study.way_of(directions), len(directions) or None,
    )  # fmt: skip


def _chart(size: Size, rows: Sequence[Reported]) -> "Drawing":
    influences = distinct((row.influence.value, row.influence_label) for row in rows)
    studies = by_study.columns(rows)
    room = size.width * (0.36 if size.narrow else 0.3)
    wide = min((size.width - room - 3 * size.font) / max(1, len(studies)), size.font * 6)
    return Grid(
        rows=influences,
        columns=studies,
        row="datum.influence",
        room=room,
        step=size.step(list(influences.values()), room, 1000, size.font * 1.6),
        upright=size.upright(studies.values(), 0),
        tooltip=("influence_label:N", "publication_label:N", "way:N", "findings:Q"),
        **by_study.looks(rows, wide, size.font),
    ).drawn(size)
