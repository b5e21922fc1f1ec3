"""The plot of profiles on a review's measure."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from determinants.ask.records import Ask, MeasureItems, records
from determinants.ground.values import FACILITATES
from determinants.plots import style
from determinants.plots.plot import SOURCE, OwnScore, Plot, Size, tabled
from determinants.plots.sites import (
    IS_YOURS,
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

HOW_YOURS = " Own scores are means over the raters of the last day, and joined by a line."
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")


def profile(ask: Ask, own: Sequence[OwnScore] = ()) -> Plot:
    """Give the profile of each site over the items, with the user's own drawn large."""
    scores, yours = scores_of(ask, own)
    items = records(ask, MeasureItems)
    scale = scale_of(ask, items)
    rows = [*scores, *yours]
    return Plot(
        title=f"Profiles on the measure of {scale.review_label}" + (", and own services" if yours else ""),
        subtitle=f"n = {size_of(scores, items)}{beside(yours)}. {scale}; the published as printed. Each "
        f"site has a shape, and a row of its own within an item.{HOW_YOURS if yours else ''} {SOURCE}",
        caution=caution(scores, scale),
        alt=f"Dots from {scale.lowest} to {scale.highest}: {size_of(scores, items)} (n)"
        f"{beside(yours)}. {extremes(scores, scale)}{told(yours)}",
        rows=tabled(SiteScore, rows),
        chart=lambda size: _dots(size, rows, scale),
    )


def _dots(size: Size, rows: Sequence[SiteScore], measured: Scale) -> "Drawing":
    """Give the dots: within an item each site has a line of its own, so that none hides another."""
    import altair as alt

    items, who = items_of(rows), who_of(rows)
    room = size.width * 0.28
    lane = 6.5 if size.height else size.font * 0.58
    step = max(size.step(items.values(), room, 110, size.font * 3), lane * (len(who) + 2))
    shapes = [SHAPES[place % len(SHAPES)] for place in range(len(who))]
    fills = [style.ACCENT if key.startswith(YOURS) else style.COLOURS[FACILITATES.slug] for key in who]
    legend = _legend(size, who)
    scale = alt.Scale(domain=[measured.lowest - 0.12, measured.highest + 0.12], nice=False)
    axis = alt.Axis(values=sorted(measured.scores), format="d", title="score", grid=True)
    base = (
        alt.Chart(style.rows())
        .transform_calculate(who=WHO)
        .encode(
            y=style.bands("item", list(items)),
            yOffset=alt.YOffset("who:N", scale=alt.Scale(domain=[*who], paddingOuter=1)),
            x=alt.X("score:Q", scale=scale, axis=axis),
            tooltip=["site_label:N", "influence_label:N", "score:Q", "basis:N"],
        )
    )
    own = base.transform_filter(IS_YOURS)
    unanswered = own.transform_filter("!isValid(datum.score)").encode(x=alt.datum(measured.lowest + 0.5))
    given = base.transform_filter("isValid(datum.score)")
    dots = given.mark_point(stroke=style.INK, strokeWidth=0.8, opacity=1)
    layers = [
        own.mark_line(color=style.ACCENT, strokeWidth=2).encode(detail="who:N", order="ordinal:Q"),
        # What is behind words gives way to them.
        unanswered.mark_text(text=UNANSWERED, fontSize=size.font * 0.85, stroke="white", strokeWidth=4),
        unanswered.mark_text(text=UNANSWERED, fontSize=size.font * 0.85),
        dots.encode(
            shape=alt.Shape("who:N", scale=alt.Scale(domain=[*who], range=shapes), legend=legend),
            fill=alt.Fill("who:N", scale=alt.Scale(domain=[*who], range=fills), legend=legend),
            size=alt.condition(IS_YOURS, alt.value(lane**2 * 2.4), alt.value(lane**2 * 1.3)),
        ),
        style.names("item", items, room, size),
    ]
    # A step would be that of a line within an item.
    wide, high = size.width - room - 3 * size.font, step * len(items)
    return alt.layer(*layers).properties(width=wide, height=high)


def _legend(size: Size, who: Mapping[str, str]) -> "alt.Legend":
    """Give what says which shape is which site."""
    import altair as alt

    return alt.Legend(
        title=None,
        orient="bottom",
        direction="horizontal",
        columns=3 if size.name == "page" else 6,
        labelExpr=style.look_up(who),
        symbolSize=size.font * 8,
        symbolStrokeColor=style.INK,
        columnPadding=size.font * 2,
        offset=size.font,
    )
