"""How plots look: colours that differ in lightness, type, and axes whose labels are never cut."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
INK, QUIET, LINE, EMPTY, FINE = "#1a1a1a", "#595959", "#bdbdbd", "#ececec", "#e6e6e6"
PAPER = "white"
ACCENT = "#f2a03d"  # what is to be seen first
BLACK, WHITE = "#000000", "#ffffff"  # of words on a colour, which stay what they are in the dark
NONE = "\N{EN DASH}"
LEADING, BOLD = 1.15, 1.08  # how far lines are apart, and how much wider bold type is


@dataclass(frozen=True)
class Ramp:
    """The colours from none to the most, and where between them, as a part, words on them change colour.

    Between the two no words are hard to read: with either, the contrast is 4.5 to 1 or more.
    """

    none: str
    most: str
    turn: float
    before: str
    after: str


DAY, NIGHT = Ramp("#e8f1fa", "#0b5394", 0.75, BLACK, WHITE), Ramp("#1c2733", "#9cc9f5", 0.5, WHITE, BLACK)

# What a colour becomes on a dark screen.
DARK = {
    PAPER: "#161616",
    INK: "#ececec",
    QUIET: "#b4b4b4",
    LINE: "#666666",
    EMPTY: "#333333",
    FINE: "#3a3a3a",
    COLOURS[FACILITATES.slug]: "#5b9bd5",
    COLOURS[MIXED.slug]: "#a58bc9",
    COLOURS[UNCLEAR.slug]: "#8a8a8a",
}

# Arial has the measures of Liberation Sans, which the renderer brings along.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def config(size: Size) -> dict[str, Any]:
    """Give what holds for all plots of a size."""
    words = {"labelFontSize": size.font, "titleFontSize": size.font, "labelLimit": 0, "titleLimit": 0}
    return {
        "font": FONT,
        "background": PAPER,
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
            "gridColor": FINE,
        },
        "legend": {
            **words,
            "labelColor": INK,
            "titleColor": INK,
            "titleFontWeight": "normal",
            "symbolStrokeWidth": 1.2,
        },
        "header": {**words, "labelColor": INK},
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


def ramp(size: Size) -> Ramp:
    """Give the colours of numbers for a size: on a dark screen, much is light."""
    return NIGHT if size.night else DAY


def luminance(colour: str) -> float:
    """Give how light a colour is, as WCAG has it.

    >>> luminance("#ffffff")
    1.0
    """
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def on(colour: str, size: Size) -> str:
    """Give the colour of words that are read best on a colour, which may be another in the dark.

    >>> from determinants.plots.plot import SIZES
    >>> on("#0b5394", SIZES["page"]), on("#f2a03d", SIZES["page"])
    ('#ffffff', '#000000')
    """
    seen = DARK.get(colour, colour) if size.night else colour
    return BLACK if (luminance(seen) + 0.05) ** 2 > 0.05 * 1.05 else WHITE


def darkened(told: Any) -> Any:
    """Give a description, or a part of one, with each colour as it is on a dark screen.

    >>> darkened({"fill": "white", "of": ["#1a1a1a", 3]})
    {'fill': '#161616', 'of': ['#ececec', 3]}
    """
    if isinstance(told, dict):
        return {name: darkened(part) for name, part in told.items()}
    if isinstance(told, list):
        return [darkened(part) for part in told]
    return DARK.get(told, told) if isinstance(told, str) else told


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


def names(
    field: str, labels: Mapping[str, str], room: float, size: Size, of: str | None = None, where: str = "true"
) -> "alt.Chart":
    """Give the names of rows, to the left of them, broken into lines that fit.

    `of` is the expression whose value `field` is, where it is no column; `where` says which rows have names.
    """
    import altair as alt

    high = size.font * LEADING
    lines = {key: size.lines(label, room - size.font) for key, label in labels.items()}
    rise = {key: -high * (len(said) - 1) / 2 for key, said in lines.items()}
    drawn: alt.Chart = (
        alt.Chart(rows())
        .transform_filter(where)
        .transform_calculate(**{field: of or f"datum.{field}"})
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
