"""How plots look: colours that differ in lightness, type, and axes whose labels are never cut."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from determinants.ground.values import FACILITATES, HINDERS, MIXED, UNCLEAR, Named
from determinants.plots.plot import Size

if TYPE_CHECKING:
    import altair as alt

# Directions, from dark to light, so that they differ in grey as well. A number always stands beside.
COLOURS = {
    FACILITATES.slug: "#0b5394",
    MIXED.slug: "#8465ad",
    HINDERS.slug: "#f2a03d",
    UNCLEAR.slug: "#e4e4e4",
}
INK, QUIET, LINE, EMPTY = "#1a1a1a", "#595959", "#bdbdbd", "#ececec"
ACCENT = "#f2a03d"  # what is to be seen first
DEPTHS = ("#e8f1fa", "#0b5394")  # little and much
GREYS = ("#ededed", "#4d4d4d")  # the same, of what is not known
NONE = "\N{EN DASH}"
LEADING, BOLD = 1.15, 1.08  # how far lines are apart, and how much wider bold type is

# Arial has the measures of Liberation Sans, which the renderer brings along.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def config(size: Size) -> dict[str, Any]:
    """Give what holds for all plots of a size."""
    words = {"labelFontSize": size.font, "titleFontSize": size.font, "labelLimit": 0, "titleLimit": 0}
    return {
        "font": FONT,
        "background": "white",
        "aria": False,  # a plot is described as a whole: the marks one by one would be noise
        "padding": size.font,
        "view": {"stroke": None},
        "axis": {
            **words,
            "labelColor": INK,
            "titleColor": INK,
            "titleFontWeight": "normal",
            "domainColor": LINE,
            "tickColor": LINE,
            "gridColor": "#e6e6e6",
        },
        "legend": {**words, "titleFontWeight": "normal", "symbolStrokeWidth": 1.2},
        "header": words,
        "title": {
            "anchor": "start",
            "color": INK,
            "fontSize": round(size.font * 1.5, 1),
            "subtitleColor": QUIET,
            "subtitleFontSize": size.font,
            "subtitlePadding": size.font * 0.6,
            "offset": size.font * 1.3,
        },
        "text": {"fontSize": size.font, "color": INK, "font": FONT, "lineBreak": "\n"},
    }


def rows() -> "alt.NamedData":
    """Give the name under which a chart finds its rows."""
    import altair as alt

    return alt.NamedData(name="rows")


def once() -> "alt.NamedData":
    """Give the name of data with one empty row, for what is drawn once."""
    import altair as alt

    return alt.NamedData(name="once")


def look_up(texts: Mapping[str, object], key: str = "datum.value") -> str:
    """Give an expression whose value is what belongs to a key."""
    return f"({json.dumps(texts)})[{key}]"


def bands(field: str, order: Sequence[str]) -> "alt.Y":
    """Give rows from top to bottom in this order, with a fine line between them."""
    import altair as alt

    axis = alt.Axis(labels=False, domain=False, ticks=False, grid=True, tickBand="extent", title=None)
    return alt.Y(f"{field}:N", scale=alt.Scale(domain=list(order), padding=0), axis=axis)


def names(field: str, labels: Mapping[str, str], room: float, size: Size) -> "alt.Chart":
    """Give the names of rows, to the left of them, broken into lines that fit."""
    import altair as alt

    high = size.font * LEADING
    lines = {key: size.lines(label, room - size.font) for key, label in labels.items()}
    rise = {key: -high * (len(said) - 1) / 2 for key, said in lines.items()}
    drawn: alt.Chart = (
        alt.Chart(rows())
        .transform_aggregate(groupby=[field])
        .transform_calculate(words=look_up(lines, f"datum.{field}"), rise=look_up(rise, f"datum.{field}"))
        .mark_text(align="right", lineHeight=high, dy=alt.ExprRef("datum.rise"))
        .encode(y=bands(field, list(labels)), x=alt.value(-size.font * 0.6), text="words:N")
    )
    return drawn


def over(size: Size, said: str, room: float, at: float = 0, align: "alt.Align_T" = "left") -> "alt.Chart":
    """Give words over a part of a plot, which grow upwards."""
    import altair as alt

    lines, high = size.lines(said, room, size.font * BOLD), size.font * LEADING
    mark: alt.Chart = alt.Chart(once()).mark_text(
        text=lines if len(lines) > 1 else lines[0],
        align=align,
        dy=-high * (len(lines) - 1) - size.font * 0.6,
        baseline="alphabetic",
        fontWeight="bold",
        lineHeight=high,
    )
    drawn: alt.Chart = mark.encode(x=alt.value(at), y=alt.value(0))
    return drawn


def bars(
    size: Size, direction: Named, at: str, y: "alt.Y", x: "alt.X", step: float, of: str = "influence"
) -> "list[alt.Chart]":
    """Give bars in the colour of a direction, with their numbers at their ends.

    `at` is where they end, as an expression; where that is to the left, the numbers are as well. The numbers
    stand in the column that has the name of the direction. `of` is what has bars.
    """
    import altair as alt

    left, name = at.startswith("-"), direction.slug
    base = alt.Chart(rows()).transform_calculate(at=at).encode(y=y, x=x)
    return [
        base.mark_bar(
            orient="horizontal", color=COLOURS[name], stroke=INK, strokeWidth=0.5, height=step * 0.62
        ).encode(tooltip=[alt.Tooltip(f"{of}_label:N", title=of), alt.Tooltip(f"{name}:Q")]),
        base.mark_text(align="right" if left else "left", dx=size.font * (-0.35 if left else 0.35)).encode(
            text=f"{name}:Q"
        ),
    ]
