"""The plot of profiles on a review's measure: a panel for each site and own service."""

import json
from collections.abc import Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING

from determinants.ask.records import Ask, MeasureItems, records
from determinants.ground.values import FACILITATES
from determinants.plots import style
from determinants.plots.plot import SOURCE, OwnScore, Plot, Size, tabled
from determinants.plots.sites import (
    UNANSWERED,
    WHO,
    YOURS,
    Scale,
    SiteScore,
    beside,
    caution,
    extremes,
    items_of,
    scale_of,
    scores_of,
    size_of,
    told,
    who_of,
)

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

HOW_YOURS = " Own scores are means over the raters of the last day."
PUBLISHED = "datum.origin !== '" + YOURS + "'"


def profile(ask: Ask, own: Sequence[OwnScore] = ()) -> Plot:
    """Give the profile of each site over the items, with the user's own before the published ones."""
    scores, yours = scores_of(ask, own)
    items = records(ask, MeasureItems)
    scale = scale_of(ask, items)
    rows = [*scores, *yours]
    return Plot(
        title=f"Profiles on the measure of {scale.review_label}" + (", and own services" if yours else ""),
        subtitle=f"n = {size_of(scores, items)}{beside(yours)}. {scale}; the published as printed. Each "
        "has a panel of its own; grey: from the lowest to the highest of the published sites."
        f"{HOW_YOURS if yours else ''} {SOURCE}",
        caution=caution(scores, scale),
        alt=f"Each site has a panel with its scores from {scale.lowest} to {scale.highest}, item by item: "
        f"there are {size_of(scores, items)} (n){beside(yours)}. {extremes(scores, scale)}{told(yours)}",
        rows=tabled(SiteScore, rows),
        chart=lambda size: _panels(size, rows, scale),
    )


def _panels(size: Size, rows: Sequence[SiteScore], measured: Scale) -> "Drawing":
    """Give the panels in rows, own services first; the names of items stand once in each row."""
    import altair as alt

    items, who = items_of(rows), who_of(rows)
    order = sorted(who, key=lambda key: not key.startswith(YOURS))
    most = 2 if size.narrow else 6 if size.height else 3
    tiers = ceil(len(order) / most)
    across = ceil(len(order) / tiers)
    room, gap = size.width * (0.22 if size.height else 0.28), size.font * 1.2
    wide = (size.width - room - 3 * size.font - (across - 1) * gap) / across
    step = size.step(
        items.values(), room, tiers * size.font * 5 - size.heading * (tiers - 1) / tiers, size.font
    )
    drawn = []
    for tier in range(tiers):
        here = order[tier * across : (tier + 1) * across]
        panels = [_panel(size, items, who[key], key, measured, wide) for key in here]
        panels[0].append(style.names("item", items, room, size))
        high = step * len(items)
        parts = [alt.layer(*panel).properties(width=wide, height=high) for panel in panels]
        drawn.append(alt.hconcat(*parts, spacing=gap))
    return alt.vconcat(*drawn, spacing=size.font * 1.5)


def _panel(
    size: Size, items: Mapping[str, str], name: str, key: str, measured: Scale, wide: float
) -> "list[alt.Chart]":
    """Give the profile of one: its scores on a line, with their numbers, over the span of the published."""
    import altair as alt

    colour = style.ACCENT if key.startswith(YOURS) else style.COLOURS[FACILITATES.slug]
    span = measured.highest - measured.lowest or 1
    # At the right there is room for the number of the highest score.
    scale = alt.Scale(domain=[measured.lowest - 0.15 * span, measured.highest + 0.3 * span], nice=False)
    axis = alt.Axis(values=sorted(measured.scores), format="d", title=None, grid=True)
    base = alt.Chart(style.rows()).encode(y=style.bands("item", list(items)))
    mine = base.transform_calculate(who=WHO).transform_filter(f"datum.who === {json.dumps(key)}")
    given = mine.encode(x=alt.X("score:Q", scale=scale, axis=axis))
    tips = ["site_label:N", "influence_label:N", "score:Q", "basis:N"]
    published = (
        base.transform_filter(PUBLISHED)
        .transform_aggregate(low="min(score)", high="max(score)", groupby=["item"])
        .mark_rule(color=style.EMPTY, strokeWidth=size.font * 0.8, strokeCap="round")
        .encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q")
    )
    missing = mine.transform_filter("!isValid(datum.score)").mark_text(
        text=UNANSWERED, align="left", color=style.QUIET, fontSize=size.font * 0.9
    )
    there, number = given.transform_filter("isValid(datum.score)"), alt.Text("score:Q", format=".2~f")
    return [
        published,
        given.mark_line(color=colour, strokeWidth=2).encode(order="ordinal:Q"),
        there.mark_point(
            shape="diamond" if key.startswith(YOURS) else "circle",
            fill=colour,
            stroke=style.INK,
            strokeWidth=0.8,
            opacity=1,
            size=size.font**2 * 0.6,
        ).encode(tooltip=tips),
        # A line that goes on to the right gives way to the number.
        there.mark_text(align="left", dx=size.font * 0.6, stroke=style.PAPER, strokeWidth=3).encode(
            text=number
        ),
        there.mark_text(align="left", dx=size.font * 0.6).encode(text=number),
        missing.encode(x=alt.datum(measured.lowest, scale=scale)),
        style.over(size, name, wide),
    ]
