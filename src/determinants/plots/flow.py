"""The flow of a review, laid out as PRISMA 2020 has it; a number that is not known is not made up."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from determinants.plots import style
from determinants.plots.influences import SOURCE
from determinants.plots.plot import Ask, Plot, Row, Size, listed, literal, tabled, terms, text
from determinants.plots.prisma import ARROWS, BOXES, DATABASES, FACTS, LABELS, OTHER
from determinants.store.solutions import Rows

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

UNKNOWN = "number not in the graph"
COLUMNS = (
    "review", "review_label", "kind", "box", "to", "phase", "route", "label", "number", "basis", "locator",
)  # fmt: skip


def flow(ask: Ask, own: Rows) -> Plot:
    """Give the flow of each review from what its search found to what it included."""
    facts = {
        (text(row["review"]), text(row["aspect"]).rpartition("#")[2]): row
        for row in terms(ask("review-methods"))
    }
    sources = terms(ask("review-sources"))
    reviews = {text(row["review"]): row for row in (*facts.values(), *sources)}
    rows = [row for review in reviews.values() for row in _flow(review, facts, sources)]
    known = [row for row in rows if row.get("number") is not None]
    open_boxes = sum(text(row["kind"]) == "box" and text(row["basis"]) == UNKNOWN for row in rows)
    who = listed([text(row["review_label"]) for row in reviews.values()]) or "no review"
    numbers = [f"{text(row['label'])}: n = {text(row['number'])} ({text(row['locator'])})" for row in known]
    said = "; ".join(numbers) or "The graph has no number of it"
    return Plot(
        title=f"Flow of publications through the review: {who}",
        subtitle=f"{said}. Layout of PRISMA 2020. Source: {who}; {SOURCE.removeprefix('Source: ')}",
        caution="The steps and their two paths are those of PRISMA 2020; a review may have gone others. "
        f"Dashed: {UNKNOWN}, whether or not the review has it.",
        alt=f"Flow diagram of {who} in the layout of PRISMA 2020, with columns for {DATABASES} and for "
        f"{OTHER}. {said}. Searched: {listed([_source(row) for row in sources]) or 'not stated'}. "
        f"Boxes without a number, because it is not in the graph: {open_boxes}.",
        rows=tabled(COLUMNS, rows),
        chart=lambda size: _charts(size, rows, list(reviews)),
    )


def _flow(review: Row, facts: dict[tuple[str, str], Row], sources: Sequence[Row]) -> list[Row]:
    """Give the boxes and arrows of a review."""
    about = {"review": review["review"], "review_label": review["review_label"]}
    rows: list[Row] = []
    for box in BOXES:
        fact = facts.get((text(review["review"]), FACTS.get(box.name, "")), {})
        searched = [
            _source(row) for row in sources if row["review"] == review["review"] and box.name == _route(row)
        ]
        label = f"{LABELS[box.name]}: {'; '.join(searched)}" if searched else LABELS[box.name]
        rows.append({
            **about,
            "kind": literal("box"),
            "box": literal(box.name),
            "phase": literal(box.phase),
            "route": literal(box.route),
            "label": literal(label),
            "number": literal(int(text(fact["value"]))) if fact else None,
            "basis": literal("printed" if fact else UNKNOWN),
            "locator": fact.get("locator"),
        })  # fmt: skip
    arrows = [
        {**about, "kind": literal("arrow"), "box": literal(name), "to": literal(to)} for name, to in ARROWS
    ]
    return [*rows, *arrows]


def _route(source: Row) -> str:
    """Give the box in which a source stands. PRISMA sets databases and registers apart from all else."""
    return "from-databases" if text(source["unit"]) in {"databases", "registers"} else "from-others"


def _source(row: Row) -> str:
    counted = f" ({text(row['count'])} {text(row['unit'])})" if row["count"] is not None else ""
    return f"{text(row['source_label'])}{counted}"


@dataclass(frozen=True)
class Place:
    """Where a box is, in pixels from the top left, and its words in lines."""

    left: float
    top: float
    right: float
    bottom: float
    lines: Sequence[str]


def _places(size: Size, rows: Sequence[Row]) -> dict[str, Place]:
    """Lay out the boxes of a review: a level is as high as the words of its boxes need."""
    said = {text(row["box"]): row for row in rows if text(row["kind"]) == "box"}
    start, gap = size.font * 2, size.font * 1.5
    wide = (size.width - 3 * size.font - start - 3 * gap) / 4
    lines: dict[str, list[str]] = {}
    for box in BOXES:
        more = box.last - box.first
        room = wide * (more + 1) + gap * more - size.font
        row = said[box.name]
        number = UNKNOWN if row["number"] is None else f"n = {text(row['number'])}"
        head, colon, sources = text(row["label"]).partition(": ")
        listed_there = sources.split("; ") if colon else []
        lines[box.name] = [
            line
            for part in (f"{head}:" if colon else head, *listed_there, number)
            for line in size.lines(part, room)
        ]
    places: dict[str, Place] = {}
    top = 0.0
    for level in range(max(box.level for box in BOXES) + 1):
        here = [box for box in BOXES if box.level == level]
        high = (max(len(lines[box.name]) for box in here) + 0.8) * size.font * style.LEADING
        for box in here:
            first, last = (start + column * (wide + gap) for column in (box.first, box.last))
            places[box.name] = Place(first, top, last + wide, top + high, lines[box.name])
        top += high + size.font * (1.1 if size.height else 1.6)
    return places


def _charts(size: Size, rows: Sequence[Row], reviews: Sequence[str]) -> "Drawing":
    """Give a flow for each review, one under the other; where there are several, each under its name."""
    import altair as alt

    parts = []
    for review in reviews:
        here = [row for row in rows if text(row["review"]) == review]
        drawn = _chart(size, review, here)
        name = size.lines(text(here[0]["review_label"]), size.width - 4 * size.font)
        parts.append(drawn.properties(title=alt.TitleParams(name)) if len(reviews) > 1 else drawn)
    return alt.vconcat(*parts, spacing=size.font * 3)


def _chart(size: Size, review: str, rows: Sequence[Row]) -> "Drawing":
    """Give the flow of one review: arrows, boxes on them, and the phases at the side."""
    import altair as alt

    places = _places(size, rows)
    high, wide = max(place.bottom for place in places.values()), size.width - 3 * size.font
    scales = alt.Scale(domain=[0, wide], nice=False), alt.Scale(domain=[high, 0], nice=False)
    drawn = alt.Chart(style.rows()).transform_filter(f"datum.review === {json.dumps(review)}")
    arrows = {f"{name}>{to}": _arrow(places[name], places[to]) for name, to in ARROWS}
    corners = {name: [place.left, place.top, place.right, place.bottom] for name, place in places.items()}
    ways = _at(drawn.transform_filter("datum.kind === 'arrow'"), arrows, "datum.box + '>' + datum.to", scales)
    boxes = _at(drawn.transform_filter("datum.kind === 'box'"), corners, "datum.box", scales)
    heads = alt.condition("datum.y === datum.y2", alt.value("triangle-right"), alt.value("triangle-down"))
    ends = ways.mark_point(filled=True, color=style.QUIET, opacity=1, size=size.font * 4).encode(
        x=alt.X("x2:Q", scale=scales[0], axis=None),
        y=alt.Y("y2:Q", scale=scales[1], axis=None),
        shape=heads,
    )
    return alt.layer(
        ways.mark_rule(color=style.QUIET).encode(x2="x2", y2="y2"),
        ends,
        *_frames(size, boxes, {name: place.lines for name, place in places.items()}, scales),
        *_phases(size, places),
    ).properties(width=wide, height=high)


def _frames(
    size: Size, boxes: "alt.Chart", lines: Mapping[str, Sequence[str]], scales: "tuple[alt.Scale, alt.Scale]"
) -> "list[alt.Chart]":
    """Give the boxes with their words: a firm frame around a number that is known, a broken one else."""
    import altair as alt

    rise = size.font * style.LEADING / 2
    frames = boxes.encode(x2="x2", y2="y2", tooltip=["label:N", "number:Q", "basis:N", "locator:N"])
    words = boxes.transform_calculate(
        words=style.look_up(lines, "datum.box"),
        middle="(datum.x + datum.x2) / 2",
        centre=f"(datum.y + datum.y2) / 2 - {rise} * (length(datum.words) - 1)",
    )
    return [
        frames.transform_filter("isValid(datum.number)").mark_rect(
            fill="white", stroke=style.INK, strokeWidth=1.8
        ),
        frames.transform_filter("!isValid(datum.number)").mark_rect(
            fill="white", stroke=style.QUIET, strokeDash=[5, 4]
        ),
        words.mark_text(lineHeight=2 * rise).encode(
            x=alt.X("middle:Q", scale=scales[0], axis=None),
            y=alt.Y("centre:Q", scale=scales[1], axis=None),
            text="words:N",
        ),
    ]


def _at(
    chart: "alt.Chart", places: dict[str, list[float]], key: str, scales: "tuple[alt.Scale, alt.Scale]"
) -> "alt.Chart":
    """Give what is drawn with where it is drawn."""
    import altair as alt

    return (
        chart.transform_calculate(place=style.look_up(places, key))
        .transform_calculate(x="datum.place[0]", y="datum.place[1]", x2="datum.place[2]", y2="datum.place[3]")
        .encode(x=alt.X("x:Q", scale=scales[0], axis=None), y=alt.Y("y:Q", scale=scales[1], axis=None))
    )


def _arrow(one: Place, two: Place) -> list[float]:
    """Give where an arrow begins and ends: to the side where the boxes stand side by side, else downwards."""
    if one.top == two.top:
        middle = (one.top + one.bottom) / 2
        return [one.right, middle, two.left - TIP, middle]
    narrow = one if one.right - one.left < two.right - two.left else two
    middle = (narrow.left + narrow.right) / 2
    return [middle, one.bottom, middle, two.top - TIP]


TIP = 4  # an arrow ends this far from its box, so that its head is seen


def _phases(size: Size, places: dict[str, Place]) -> "list[alt.Chart]":
    """Give the names of the phases, upright at the left of their boxes."""
    import altair as alt

    drawn = []
    for phase in dict.fromkeys(box.phase for box in BOXES):
        here = [places[box.name] for box in BOXES if box.phase == phase]
        middle = (min(place.top for place in here) + max(place.bottom for place in here)) / 2
        mark = alt.Chart(style.once()).mark_text(text=phase, angle=270, fontWeight="bold", baseline="middle")
        drawn.append(mark.encode(x=alt.value(size.font * 0.7), y=alt.value(middle)))
    return drawn
