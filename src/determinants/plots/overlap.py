"""Plots of how reviews were done: the flow of publications, and what reviews and sources have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask.records import Ask, ReviewMethods, ReviewOverlap, ReviewUnnamed, records
from determinants.ground.vocab import DET
from determinants.ground.words import many
from determinants.plots import style
from determinants.plots.grid import Grid
from determinants.plots.plot import SOURCE, Datum, Plot, Size, distinct, listed, tabled

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing


NOTHING = "No two of them have one in common that can be named"


@dataclass(frozen=True)
class Shared(Datum):
    """How many publications two sources have in common; None where none can be named."""

    source: NamedNode
    source_label: str
    other: NamedNode
    other_label: str
    publications: int | None


def overlap(ask: Ask) -> Plot:
    """Give how many publications each two sources have in common."""
    shared = {(row.source, row.other): row for row in records(ask, ReviewOverlap)}
    sizes = list({row.source: row for row in shared.values()}.values())
    sizes.sort(key=lambda row: (-row.draws, row.source))
    rows = [_shared(one, two, shared.get((one.source, two.source))) for one in sizes for two in sizes]
    names = distinct((row.source, row.source_label) for row in sizes)
    each = [f"{names[row.source]} {row.draws}" for row in sizes]
    said = [
        f"{names[row.source]} and {names[row.other]} {row.publications}"
        for (source, other), row in shared.items()
        if source < other
    ]
    unnamed = _unnamed(ask)
    return Plot(
        title="Which sources cite, or state findings of, the same publications",
        subtitle=f"n = {many(len(sizes), 'source')} with at least one publication in common with another: "
        "included, cited in an encoded reference list, or with findings stated. On the diagonal, grey: on "
        f"how many each draws. {style.NONE}: none in common that can be named. {SOURCE}",
        caution=f"{unnamed} So two sources may share more than is here; none in common does not mean "
        "independent.",
        alt=f"The matrix shows which of {many(len(sizes), 'source')} (n) share publications. "
        f"They draw on so many: {listed(each) or 'none'}. "
        f"{f'These have some in common: {listed(said)}' if said else NOTHING}. {unnamed}",
        rows=tabled(Shared, rows),
        chart=lambda size: _matrix(size, rows),
    )


def _shared(one: ReviewOverlap, two: ReviewOverlap, both: ReviewOverlap | None) -> Shared:
    return Shared(
        source=NamedNode(one.source), source_label=one.source_label,
        other=NamedNode(two.source), other_label=two.source_label,
        publications=one.draws if one.source == two.source else both.publications if both else None,
    )  # fmt: skip


def _unnamed(ask: Ask) -> str:
    """Say of which reviews this graph does not know the included publications."""
    counted = {row.review for row in records(ask, ReviewUnnamed)}
    reviews = [
        f"{row.review_label} ({row.value})"
        for row in records(ask, ReviewMethods)
        if row.aspect == DET.publicationsIncluded.value and row.review in counted
    ]
    if not reviews:
        return "No review is encoded that counts publications which this graph cannot name."
    return (
        "Included publications that a review counts and this graph cannot name are in no cell: "
        f"{listed(reviews)}."
    )


def _matrix(size: Size, rows: Sequence[Shared]) -> "Drawing":
    """Give the matrix of sources."""
    labels = distinct((row.source.value, row.source_label) for row in rows)
    room = size.width * 0.25
    wide = min((size.width - room - 3 * size.font) / max(1, len(labels)), size.font * 9)
    # As many as two sources can have in common at all.
    own = {row.source: row.publications or 0 for row in rows if row.source == row.other}
    possible = [min(own[row.source], own[row.other]) for row in rows if row.source != row.other]
    upright = size.upright(labels.values(), wide)
    return Grid(
        rows=labels,
        columns=labels,
        row="datum.source",
        column="datum.other",
        number="datum.publications",
        peak=max(possible, default=0),
        unit="publications in common",
        words=f"isValid(datum.publications) ? '' + datum.publications : '{style.NONE}'",
        apart="datum.source === datum.other",
        room=room,
        wide=wide,
        step=size.step(labels.values(), room, size.above(labels.values(), wide), size.font * 2.4),
        small=size.font,
        upright=upright,
        tooltip=("source_label:N", "other_label:N", "publications:Q"),
    ).drawn(size)
