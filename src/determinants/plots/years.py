"""The plot of evidence over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask.records import Ask, YearVotes, records
from determinants.ground.values import REPORTED
from determinants.plots import style
from determinants.plots.influences import TWICE, shares
from determinants.plots.plot import SOURCE, Datum, Plot, Size, denominator_of, listed, tabled
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing

UNDATED = "not known"
*_, UNDERMOST = REPORTED  # its strip has the years under it


@dataclass(frozen=True)
class Year(Datum):
    """How many publications of a year, or of none that is known, report something in a direction."""

    year: str | None
    direction: NamedNode
    direction_label: str
    publications: int
    findings: int


def years(ask: Ask) -> Plot:
    """Give the publications of each year that report something, by direction."""
    rows = [
        Year(row.year, NamedNode(row.direction), row.direction_label, row.publications, row.findings)
        for row in records(ask, YearVotes)
    ]
    of = denominator_of(ask)
    dated = _dated(rows)
    span = f"from {min(dated)} to {max(dated)}" if dated else "of no known year"
    gone = f"; for {of.without_year} of them no year is known" if of.without_year else ""
    peaks = []
    for way in REPORTED:
        here = [row for row in rows if row.direction == way.term]
        if here:
            top = max(row.publications for row in here)
            when = [row.year or UNDATED for row in here if row.publications == top]
            peaks.append(f"{way.label} in {listed(when)} ({top})")
    gaps = [str(year) for year in _span(dated) if str(year) not in dated]
    return Plot(
        title="When the evidence was published, and which way it points",
        subtitle=f"{of} with own or coded findings on an influence, {span}{gone}. {TWICE} {SOURCE}",
        caution=f"{NOT_AN_EFFECT} Few in the last year may mean that it was not yet searched.",
        alt=f"The bars show for each year how many of {of.publications} named publications (n) {span} report "
        "something in each of four directions, by own or coded findings. "
        + (f"The highest are {listed(peaks)}. " if peaks else "There are none. ")
        + (f"There is nothing from {listed(gaps)}. " if gaps else "No year between is without any. ")
        + f"Of {of.without_year} no year is known.",
        rows=tabled(Year, rows),
        chart=lambda size: _by_year(size, rows),
    )


def _dated(rows: Sequence[Year]) -> list[str]:
    return [row.year for row in rows if row.year is not None]


def _span(dated: Sequence[str]) -> list[int]:
    """Give every year from the first to the last, also those in which there is nothing."""
    known = [int(year[:4]) for year in dated]
    return list(range(min(known), max(known) + 1)) if known else []


def _by_year(size: Size, rows: Sequence[Year]) -> "Drawing":
    """Give a strip for each direction, on one scale."""
    import altair as alt

    dated = _dated(rows)
    order = [*map(str, _span(dated)), *([UNDATED] if len(dated) < len(rows) else [])]
    room = size.font * (5.6 if size.narrow else 7)
    peaks = {
        way.slug: max([1, *(row.publications for row in rows if row.direction == way.term)])
        for way in REPORTED
    }
    high = (size.height - size.heading if size.height else size.font * 44) - size.font * 11
    heights, scale = shares(high, peaks, size.font * 3, size.font * 1.6)
    parts = []
    for way in REPORTED:
        tall = heights[way.slug]
        axis = alt.Axis(labels=way is UNDERMOST, ticks=False, title=None, labelAngle=-90, labelPadding=4)
        axis.labelFontSize = min(size.font, (size.width - room) / max(1, len(order)) * 0.85)
        base = (
            alt.Chart(style.rows())
            .transform_filter(f"datum.direction === '{way.iri}'")
            .transform_calculate(when=f"datum.year === null ? '{UNDATED}' : slice(datum.year, 0, 4)")
            .encode(
                x=alt.X("when:N", scale=alt.Scale(domain=order, padding=0.18), axis=axis),
                y=alt.Y("publications:Q", scale=alt.Scale(domain=[0, tall / scale], nice=False), axis=None),
            )
        )
        bar = base.mark_bar(color=style.COLOURS[way.slug], stroke=style.INK, strokeWidth=0.5)
        small = min(size.font, (size.width - room) / max(1, len(order)) * 0.8)  # two digits have room
        words = base.mark_text(baseline="bottom", dy=-size.font * 0.15, fontSize=small).encode(
            text="publications:Q"
        )
        label = style.over(size, way.label, room, -size.font * 0.6, "right").encode(y=alt.value(tall))
        tips = ["when:N", "direction_label:N", "publications:Q", "findings:Q"]
        parts.append(
            alt.layer(bar.encode(tooltip=tips), words, label).properties(
                width=size.width - room - 3 * size.font, height=tall
            )
        )
    return alt.vconcat(*parts, spacing=size.font)
