"""The plot of evidence over the years."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from determinants.plots import style
from determinants.plots.influences import DIRECTIONS, SOURCE, TWICE, own_findings, shares, spread_of
from determinants.plots.plot import Ask, Plot, Row, Size, listed, number, tabled, terms, text
from determinants.store.solutions import Rows
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing


def years(ask: Ask, own: Rows) -> Plot:
    """Give the publications of each year that report something, by direction."""
    rows = terms(ask("year-votes"))
    about = own_findings(ask)
    dated = [text(row["year"]) for row in rows if row["year"] is not None]
    undated = number(about.get("without_year"))
    span = f"from {min(dated)} to {max(dated)}" if dated else "of no known year"
    gone = f"; for {undated} of them no year is known" if undated else ""
    peaks = []
    for name in DIRECTIONS:
        here = [row for row in rows if text(row["direction_label"]) == name]
        if here:
            top = max(number(row["publications"]) for row in here)
            when = [text(row["year"]) or UNDATED for row in here if number(row["publications"]) == top]
            peaks.append(f"{name} in {listed(when)} ({top})")
    gaps = [str(year) for year in _span(dated) if str(year) not in dated]
    return Plot(
        title="When the evidence was published, and which way it points",
        subtitle=f"{spread_of(ask)} with own findings on an influence, {span}{gone}. {TWICE} {SOURCE}",
        caution=f"{NOT_AN_EFFECT} Few in the last year may mean that it was not yet searched.",
        alt=f"Bars by year for four directions, from own findings of {number(about.get('publications'))} "
        "named "
        f"publications (n) {span}. Most of each direction: {listed(peaks) or 'none'}. "
        f"Years with none: {listed(gaps) or 'none'}. Without a year: {undated}.",
        rows=tabled(("year", "direction", "direction_label", "publications", "findings"), rows),
        chart=lambda size: _by_year(size, rows),
    )


def _span(dated: Sequence[str]) -> list[int]:
    """Give every year from the first to the last, also those in which there is nothing."""
    known = [int(year[:4]) for year in dated]
    return list(range(min(known), max(known) + 1)) if known else []


UNDATED = "not known"


def _by_year(size: Size, rows: Sequence[Row]) -> "Drawing":
    """Give a strip for each direction, on one scale."""
    import altair as alt

    dated = [text(row["year"]) for row in rows if row["year"] is not None]
    order = [*map(str, _span(dated)), *([UNDATED] if len(dated) < len(rows) else [])]
    room = size.font * 7
    peaks = {
        name: max([1, *(number(r["publications"]) for r in rows if text(r["direction_label"]) == name)])
        for name in DIRECTIONS
    }
    high = (size.height - size.heading if size.height else size.font * 44) - size.font * 11
    heights, scale = shares(high, peaks, size.font * 3, size.font * 1.6)
    parts = []
    for name, tall in heights.items():
        axis = alt.Axis(
            labels=name == DIRECTIONS[-1], ticks=False, title=None, labelAngle=-90, labelPadding=4
        )
        base = (
            alt.Chart(style.rows())
            .transform_filter(f"datum.direction_label === '{name}'")
            .transform_calculate(when=f"datum.year === null ? '{UNDATED}' : slice(datum.year, 0, 4)")
            .encode(
                x=alt.X("when:N", scale=alt.Scale(domain=order, padding=0.18), axis=axis),
                y=alt.Y("publications:Q", scale=alt.Scale(domain=[0, tall / scale], nice=False), axis=None),
            )
        )
        bar = base.mark_bar(color=style.COLOURS[name], stroke=style.INK, strokeWidth=0.5)
        words = base.mark_text(baseline="bottom", dy=-size.font * 0.15).encode(text="publications:Q")
        label = style.over(size, name, room, -size.font * 0.6, "right").encode(y=alt.value(tall))
        tips = ["when:N", "direction_label:N", "publications:Q", "findings:Q"]
        parts.append(
            alt.layer(bar.encode(tooltip=tips), words, label).properties(
                width=size.width - room - 3 * size.font, height=tall
            )
        )
    return alt.vconcat(*parts, spacing=size.font)
