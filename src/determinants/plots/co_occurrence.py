"""The plot of influences that are reported together, as a network."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask.records import Ask, InfluenceEvidence, InfluencePairs, records
from determinants.ground.values import FACILITATES
from determinants.ground.words import many
from determinants.plots import style
from determinants.plots.plot import (
    SOURCE,
    Datum,
    Plot,
    Size,
    denominator_of,
    distinct,
    listed,
    tabled,
)
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

LINES = 30  # more of them cannot be followed
LINK, INFLUENCE = "link", "influence"
POLE = 0.1


@dataclass(frozen=True, kw_only=True)
class NetworkPart(Datum):
    """A part of the network: an influence, or the link of one to another. Where it is drawn is in radii."""

    kind: str
    influence: NamedNode
    influence_label: str | None
    other: NamedNode | None = None
    other_label: str | None = None
    publications: int
    x: Decimal
    y: Decimal
    x2: Decimal | None = None
    y2: Decimal | None = None


def co_occurrence(ask: Ask) -> Plot:
    """Give influences in a circle, joined where the same publications report both."""
    influences, pairs = records(ask, InfluenceEvidence), records(ask, InfluencePairs)
    least = _least([pair.publications for pair in pairs])
    joined = [pair for pair in pairs if pair.publications >= least]
    linked = {influence for pair in joined for influence in (pair.influence, pair.other)}
    alone = [row.influence_label for row in influences if row.influence not in linked]
    third = (sorted((pair.publications for pair in joined), reverse=True)[:3] or [0])[-1]
    top = [
        f"{pair.influence_label or ''} with {pair.other_label or ''} ({pair.publications})"
        for pair in joined
        if pair.publications >= third
    ]
    of = denominator_of(ask)
    rows = _drawn(influences, joined)
    return Plot(
        title="Influences that the same publications report",
        subtitle=f"{of} with own or coded findings on {many(len(influences), 'influence')}. In a circle: "
        "publications that "
        f"report it. A line: at least {many(least, 'publication')} that report both, the wider the more; "
        f"{len(joined)} of {len(pairs)} pairs are drawn. {SOURCE}",
        caution=f"{NOT_AN_EFFECT} Two influences that are often reported are often reported together.",
        alt=f"{many(len(influences), 'influence')} stand in a circle, each with its own or coded findings of "
        f"n = {of.publications} named publications. Of {many(len(pairs), 'pair')} that any publication "
        f"reports, {len(joined)} are joined by a line, as at least {many(least, 'publication')} report both. "
        + (f"Most often reported together are {listed(top)}. " if top else "No two are reported together. ")
        + (f"These are without a line: {listed(alone)}." if alone else "There is none without a line."),
        rows=tabled(NetworkPart, rows),
        chart=lambda size: _circle(size, rows),
    )


def _least(weights: Sequence[int]) -> int:
    """Give from how many publications on a pair is drawn, so that there are not too many lines."""
    ranked = sorted(weights, reverse=True)
    return 1 if len(ranked) <= LINES else ranked[LINES] + 1


def _drawn(influences: Sequence[InfluenceEvidence], pairs: Sequence[InfluencePairs]) -> list[NetworkPart]:
    """Give what is drawn: links first, on which influences lie. The circle starts at the top, clockwise."""
    turn = 2 * math.pi / max(1, len(influences))
    at = {
        row.influence: (_rounded(math.sin(turn * place)), _rounded(math.cos(turn * place)))
        for place, row in enumerate(influences)
    }
    links = [
        NetworkPart(
            kind=LINK,
            influence=NamedNode(pair.influence), influence_label=pair.influence_label,
            other=NamedNode(pair.other), other_label=pair.other_label,
            publications=pair.publications,
            x=at[pair.influence][0], y=at[pair.influence][1],
            x2=at[pair.other][0], y2=at[pair.other][1],
        )
        for pair in pairs
    ]  # fmt: skip
    circles = [
        NetworkPart(
            kind=INFLUENCE,
            influence=NamedNode(row.influence), influence_label=row.influence_label,
            publications=row.publications,
            x=at[row.influence][0], y=at[row.influence][1],
        )
        for row in influences
    ]  # fmt: skip
    return [*links, *circles]


def _rounded(number: float) -> Decimal:
    return Decimal(str(round(float(number), 3) + 0.0))


def _circle(size: Size, rows: Sequence[NetworkPart]) -> "Drawing":
    """Give the network. Names stand outside of the circle, away from it."""
    import altair as alt

    nodes = [row for row in rows if row.kind == INFLUENCE]
    peak = max((row.publications for row in nodes), default=1)
    weights = [row.publications for row in rows if row.kind == LINK]
    weakest, strong = min(weights, default=1), max(weights, default=1)
    wide = size.width - 3 * size.font
    radius = ((size.height - size.heading) if size.height else wide * 0.78) / 2 - size.font * 4
    tall = radius
    if size.narrow:  # an ellipse that stands upright leaves names their room
        radius, tall = wide * 0.2, wide * 0.8
    high = 2 * tall + size.font * 7
    reach = [high / 2 / tall, wide / 2 / radius]
    x = alt.X("x:Q", scale=alt.Scale(domain=[-reach[1], reach[1]], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-reach[0], reach[0]], nice=False), axis=None)
    drawn = alt.Chart(style.rows())
    links = drawn.transform_filter(f"datum.kind === '{LINK}'").mark_rule(
        color=style.COLOURS[FACILITATES.slug], opacity=0.45
    )
    disc = size.font * 1.9
    circles = drawn.transform_filter(f"datum.kind === '{INFLUENCE}'").encode(x=x, y=y)
    tips = ["influence_label:N", "other_label:N", "publications:Q"]
    width = alt.StrokeWidth(
        "publications:Q",
        scale=alt.Scale(domain=[0, strong], range=[0, size.font * 0.75]),
        legend=alt.Legend(
            title="publications that report both",
            orient="bottom",
            direction="horizontal",
            titleOrient="left" if not size.narrow else "top",
            titlePadding=size.font,
            values=sorted({weakest, strong}),
            symbolType="stroke",
            symbolSize=size.font * 40,
            symbolStrokeColor=style.COLOURS[FACILITATES.slug],
            symbolOpacity=0.45,
        ),
    )
    return alt.layer(
        links.encode(x=x, y=y, x2="x2", y2="y2", strokeWidth=width, tooltip=tips),
        circles.mark_circle(opacity=1, fill=style.ACCENT, stroke=style.INK, strokeWidth=1).encode(
            size=alt.Size(
                "publications:Q",
                scale=alt.Scale(domain=[0, max(1, peak)], range=[disc**2 * 0.5, disc**2 * 2.2]),
                legend=None,
            ),
            tooltip=tips[::2],
        ),
        circles.mark_text(color=style.BLACK).encode(text="publications:Q"),
        *_outside(size, circles, nodes, radius, wide),
    ).properties(width=wide, height=high)


def _outside(
    size: Size, circles: "alt.Chart", nodes: Sequence[NetworkPart], radius: float, wide: float
) -> "list[alt.Chart]":
    """Give the names: on the left, on the right, and over and under the poles."""
    import altair as alt

    off, line = size.font * 2.1, size.font * style.LEADING
    texts: dict[str, list[str]] = {}
    rises: dict[str, float] = {}
    names = distinct((row.influence.value, row.influence_label or "") for row in nodes)
    for row in nodes:
        iri, east, north = row.influence.value, float(row.x), float(row.y)
        pole = abs(east) < POLE
        room = wide * 0.4 if pole else wide / 2 - abs(east) * radius - off
        texts[iri] = size.lines(names[iri], room)
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
