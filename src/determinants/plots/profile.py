"""The plot of profiles on the Implementation Measure."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from determinants.ask.records import Ask, MeasureItems, records
from determinants.ground.values import FACILITATES
from determinants.plots import style
from determinants.plots.plot import SOURCE, OwnScore, Plot, Size, reviews_of, tabled
from determinants.plots.sites import (
    HIGHEST,
    IS_YOURS,
    LOWEST,
    UNANSWERED,
    WHO,
    YOURS,
    SiteScore,
    beside,
    caution,
    extremes,
    items_of,
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
    rows = [*scores, *yours]
    return Plot(
        title="Profiles on the Implementation Measure" + (", and own services" if yours else ""),
        subtitle=f"n = {size_of(scores, items)}{beside(yours)}. Scores from {LOWEST} (barriers) to {HIGHEST} "
        f"(facilitators), the published as printed by {reviews_of(row.review_label for row in items)}; each "
        f"site has a shape, and a row of its own within an item.{HOW_YOURS if yours else ''} {SOURCE}",
        caution=caution(scores),
        alt=f"Dots from {LOWEST} to {HIGHEST}: {size_of(scores, items)} (n)"
        f"{beside(yours)}. {extremes(scores)}{told(yours)}",
        rows=tabled(SiteScore, rows),
        chart=lambda size: _dots(size, rows),
    )


def _dots(size: Size, rows: Sequence[SiteScore]) -> "Drawing":
    """Give the dots: within an item each site has a line of its own, so that none hides another."""
    import altair as alt

    items, who = items_of(rows), who_of(rows)
    room = size.width * 0.28
    lane = 6.5 if size.height else size.font * 0.58
    step = max(size.step(items.values(), room, 110, size.font * 3), lane * (len(who) + 2))
    shapes = [SHAPES[place % len(SHAPES)] for place in range(len(who))]
    fills = [style.ACCENT if key.startswith(YOURS) else style.COLOURS[FACILITATES.slug] for key in who]
    legend = _legend(size, who)
    scale = alt.Scale(domain=[LOWEST - 0.12, HIGHEST + 0.12], nice=False)
    axis = alt.Axis(values=[*range(LOWEST, HIGHEST + 1)], format="d", title="score", grid=True)
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
    unanswered = own.transform_filter("!isValid(datum.score)").encode(x=alt.datum(0.5))
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
