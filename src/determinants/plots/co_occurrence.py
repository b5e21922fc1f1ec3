"""The plot of influences that are reported together, as a network."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from determinants.plots import style
from determinants.plots.influences import SOURCE, own_findings, spread_of
from determinants.plots.plot import (
    Ask,
    Plot,
    Row,
    Size,
    distinct,
    listed,
    literal,
    many,
    number,
    tabled,
    terms,
    text,
)
from determinants.store.solutions import Rows
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

LINES = 30  # more of them cannot be followed
COLUMNS = (
    "kind",
    "influence",
    "influence_label",
    "other",
    "other_label",
    "publications",
    "x",
    "y",
    "x2",
    "y2",
)


def co_occurrence(ask: Ask, own: Rows) -> Plot:
    """Give influences in a circle, joined where the same publications report both."""
    influences, pairs = terms(ask("influence-evidence")), terms(ask("influence-pairs"))
    least = _least([number(pair["publications"]) for pair in pairs])
    rows = _drawn(influences, [pair for pair in pairs if number(pair["publications"]) >= least])
    joined = [row for row in rows if text(row["kind"]) == "link"]
    alone = [
        text(row["influence_label"])
        for row in rows
        if text(row["kind"]) == "influence"
        and not any(row["influence"] in {link["influence"], link["other"]} for link in joined)
    ]
    shared = [number(row["publications"]) for row in joined]
    top = [
        f"{text(row['influence_label'])} with {text(row['other_label'])} ({number(row['publications'])})"
        for row in joined
        if number(row["publications"]) >= (sorted(shared, reverse=True)[:3] or [0])[-1]
    ]
    size_of = number(own_findings(ask).get("publications"))
    return Plot(
        title="Influences that the same publications report",
        subtitle=f"{spread_of(ask)} with own findings on {many(len(influences), 'influence')}. In a circle: "
        "publications that "
        f"report it. A line: at least {many(least, 'publication')} that report both, the wider the more; "
        f"{len(joined)} of {len(pairs)} pairs are drawn. {SOURCE}",
        caution=f"{NOT_AN_EFFECT} Two influences that are often reported are often reported together.",
        alt=f"Network of {many(len(influences), 'influence')} in a circle, from own findings of "
        f"n = {size_of} named "
        f"publications; {len(joined)} lines for pairs that at least {many(least, 'publication')} report, of "
        f"{len(pairs)} pairs that any reports. Most together: {listed(top) or 'none'}. "
        f"Without a line: {listed(alone) or 'none'}.",
        rows=tabled(COLUMNS, rows),
        chart=lambda size: _circle(size, rows),
    )


def _least(weights: Sequence[int]) -> int:
    """Give from how many publications on a pair is drawn, so that there are not too many lines."""
    ranked = sorted(weights, reverse=True)
    return 1 if len(ranked) <= LINES else ranked[LINES] + 1


def _drawn(influences: Sequence[Row], pairs: Sequence[Row]) -> list[Row]:
    """Give what is drawn: links first, on which influences lie. The circle starts at the top, clockwise."""
    turn = 2 * math.pi / max(1, len(influences))
    at = {
        row["influence"]: (
            literal(_rounded(math.sin(turn * place))),
            literal(_rounded(math.cos(turn * place))),
        )
        for place, row in enumerate(influences)
    }
    links: list[Row] = [
        {
            **pair,
            "kind": literal("link"),
            **dict(zip(("x", "y", "x2", "y2"), (*at[pair["influence"]], *at[pair["other"]]), strict=True)),
        }
        for pair in pairs
    ]
    circles: list[Row] = [
        {
            **{name: row[name] for name in ("influence", "influence_label", "publications")},
            "kind": literal("influence"),
            **dict(zip(("x", "y"), at[row["influence"]], strict=True)),
        }
        for row in influences
    ]
    return [*links, *circles]


def _rounded(number: float) -> Decimal:
    return Decimal(str(round(float(number), 3) + 0.0))


def _circle(size: Size, rows: Sequence[Row]) -> "Drawing":
    """Give the network. Names stand outside of the circle, away from it."""
    import altair as alt

    nodes = [row for row in rows if text(row["kind"]) == "influence"]
    peak = max((number(row["publications"]) for row in nodes), default=1)
    strong = max((number(row["publications"]) for row in rows if text(row["kind"]) == "link"), default=1)
    wide = size.width - 3 * size.font
    radius = ((size.height - size.heading) if size.height else wide * 0.78) / 2 - size.font * 4
    high = 2 * radius + size.font * 7
    reach = [high / 2 / radius, wide / 2 / radius]
    x = alt.X("x:Q", scale=alt.Scale(domain=[-reach[1], reach[1]], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-reach[0], reach[0]], nice=False), axis=None)
    drawn = alt.Chart(style.rows())
    links = drawn.transform_filter("datum.kind === 'link'").mark_rule(
        color=style.COLOURS["facilitates"], opacity=0.45
    )
    disc = size.font * 1.9
    circles = drawn.transform_filter("datum.kind === 'influence'").encode(x=x, y=y)
    tips = ["influence_label:N", "other_label:N", "publications:Q"]
    width = alt.StrokeWidth(
        "publications:Q", scale=alt.Scale(domain=[0, strong], range=[0, size.font * 0.75]), legend=None
    )
    return alt.layer(
        links.encode(x=x, y=y, x2="x2", y2="y2", strokeWidth=width, tooltip=tips),
        circles.mark_circle(opacity=1, fill=style.OWN, stroke=style.INK, strokeWidth=1).encode(
            size=alt.Size(
                "publications:Q",
                scale=alt.Scale(domain=[0, max(1, peak)], range=[disc**2 * 0.5, disc**2 * 2.2]),
                legend=None,
            ),
            tooltip=tips[::2],
        ),
        circles.mark_text().encode(text="publications:Q"),
        *_outside(size, circles, nodes, radius, wide),
    ).properties(width=wide, height=high)


def _outside(
    size: Size, circles: "alt.Chart", nodes: Sequence[Row], radius: float, wide: float
) -> "list[alt.Chart]":
    """Give the names: on the left, on the right, and over and under the poles."""
    import altair as alt

    off, line = size.font * 2.1, size.font * style.LEADING
    texts: dict[str, list[str]] = {}
    rises: dict[str, float] = {}
    for row in nodes:
        iri, east, north = text(row["influence"]), float(text(row["x"])), float(text(row["y"]))
        pole = abs(east) < POLE
        room = wide * 0.4 if pole else wide / 2 - abs(east) * radius - off
        texts[iri] = size.lines(distinct(nodes, "influence")[iri], room)
        taller = line * (len(texts[iri]) - 1)
        rises[iri] = -taller / 2 - (math.copysign(off + taller / 2, north) if pole else 0)
    words = circles.transform_calculate(
        words=style.look_up(texts, "datum.influence"), rise=style.look_up(rises, "datum.influence")
    )
    sides: tuple[tuple[str, alt.Align_T, float], ...] = (
        (f"datum.x >= {POLE}", "left", off),
        (f"datum.x <= {-POLE}", "right", -off),
        (f"abs(datum.x) < {POLE}", "center", 0),
    )
    return [
        words.transform_filter(where)
        .mark_text(align=align, dx=away, lineHeight=line, dy=alt.ExprRef("datum.rise"))
        .encode(text="words:N")
        for where, align, away in sides
    ]


POLE = 0.1
