"""The flow of a review, laid out as PRISMA 2020 has it; a number that is not known is not made up."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask.records import Ask, ReviewMethods, ReviewSets, ReviewSources, records
from determinants.ground.values import PRINTED
from determinants.ground.words import many
from determinants.plots import style
from determinants.plots.plot import SIZES, SOURCE, Datum, Plot, Size, listed, tabled
from determinants.plots.prisma import ARROWS, BOXES, DATABASES, FACTS, LABELS, OTHER

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

UNKNOWN = "number not in the graph"
QUESTION = "n = ?"
NOT_SEARCHED = "Which sources were searched is not known"
LEAST = 2  # a flow leads from one number to another
BOX, ARROW = "box", "arrow"
LAST_BOX = BOXES[-1].name


@dataclass(frozen=True)
class FlowPart(Datum):
    """A part of the flow of a review: a box, or an arrow from one to another."""

    review: NamedNode
    review_label: str
    kind: str
    box: str
    to: str | None = None
    phase: str | None = None
    route: str | None = None
    label: str | None = None
    number: int | None = None
    basis: str | None = None
    locator: str | None = None


def flow(ask: Ask) -> Plot:
    """Give the flow of each review from what its search found to what it included."""
    facts = {(row.review, row.aspect): row for row in records(ask, ReviewMethods)}
    sources = records(ask, ReviewSources)
    reviews = {row.review: row.review_label for row in facts.values()}
    reviews |= {row.review: row.review_label for row in sources}
    # The set that is all that a review includes says how many these are, where nothing else does.
    wholes = {row.review: row for row in records(ask, ReviewSets) if row.whole}
    parts = {iri: _parts(iri, name, facts, sources, wholes) for iri, name in reviews.items()}
    drawn = [iri for iri in parts if len(_known(parts[iri])) >= LEAST]
    rows = [part for iri in drawn for part in parts[iri]]
    open_boxes = sum(row.kind == BOX and row.number is None for row in rows)
    who = listed([reviews[iri] for iri in drawn]) or "no review"
    left = _left([(reviews[iri], _known(parts[iri])) for iri in parts if iri not in drawn])
    numbers = " ".join(f"{reviews[iri]} has {_in_words(parts[iri])}." for iri in drawn)
    searched = listed([_source(row) for row in sources if row.review in drawn])
    return Plot(
        title=f"Flow of publications through the review: {who}",
        subtitle=f"n = {many(sum(len(_known(parts[iri])) for iri in drawn), 'number')} of "
        f"{many(len(drawn), 'review')}, as printed.{left} Layout of PRISMA 2020. {SOURCE}",
        caution="The steps and their two paths are those of PRISMA 2020; a review may have gone others. "
        f"Dashed, {QUESTION}: {UNKNOWN}, whether or not the review has it.",
        alt=f"The diagram shows the flow of publications through {who} in the layout of PRISMA 2020, with a "
        f"column for {DATABASES} and one for {OTHER}. {numbers} "
        f"{f'These sources were searched: {searched}' if searched else NOT_SEARCHED}. "
        f"In {open_boxes} of its boxes there is no number, because it is not in the graph (n = "
        f"{sum(len(_known(parts[iri])) for iri in drawn)} numbers).{left}",
        rows=tabled(FlowPart, rows),
        chart=lambda size: _charts(size, rows, drawn),
        instead=left,
        least=SIZES["page"].width,
    )


def _known(parts: Sequence[FlowPart]) -> list[FlowPart]:
    return [part for part in parts if part.number is not None]


def _in_words(parts: Sequence[FlowPart]) -> str:
    return listed([f"{row.number} {(row.label or '').partition(': ')[0].lower()}" for row in _known(parts)])


def _left(reviews: Sequence[tuple[str, Sequence[FlowPart]]]) -> str:
    """Say of which reviews there are too few numbers for a flow, and what there is of them."""
    said = [f"{name} ({_in_words(known) or 'none'})" for name, known in reviews]
    return f" Not drawn, as one number makes no flow, is {listed(said)}." if said else ""


def _parts(
    review: str,
    name: str,
    facts: Mapping[tuple[str, str], ReviewMethods],
    sources: Sequence[ReviewSources],
    wholes: Mapping[str, ReviewSets],
) -> list[FlowPart]:
    """Give the boxes and arrows of a review."""
    iri = NamedNode(review)
    parts = []
    for box in BOXES:
        stated = [
            facts[review, aspect.value]
            for aspect in FACTS.get(box.name, ())
            if (review, aspect.value) in facts
        ]
        number, place = (int(stated[0].value), stated[0].locator) if stated else (None, None)
        if box.name == LAST_BOX and number is None and review in wholes:
            number, place = wholes[review].size, wholes[review].locator
        searched = [_source(row) for row in sources if row.review == review and _route(row) == box.name]
        parts.append(
            FlowPart(
                iri, name, BOX, box.name,
                phase=box.phase,
                route=box.route,
                label=f"{LABELS[box.name]}: {'; '.join(searched)}" if searched else LABELS[box.name],
                number=number,
                basis=UNKNOWN if number is None else PRINTED.label,
                locator=place,
            )
        )  # fmt: skip
    return [*parts, *(FlowPart(iri, name, ARROW, start, end) for start, end in ARROWS)]


def _route(source: ReviewSources) -> str:
    """Give the box in which a source stands. PRISMA sets databases and registers apart from all else."""
    return "from-databases" if source.unit in {"databases", "registers"} else "from-others"


def _source(row: ReviewSources) -> str:
    counted = f" ({row.count} {row.unit or ''})" if row.count is not None else ""
    return f"{row.source_label}{counted}"


@dataclass(frozen=True)
class Place:
    """Where a box is, in pixels from the top left, and its words in lines."""

    left: float
    top: float
    right: float
    bottom: float
    lines: Sequence[str]


def _places(size: Size, rows: Sequence[FlowPart]) -> dict[str, Place]:
    """Lay out the boxes of a review: a level is as high as the words of its boxes need."""
    said = {row.box: row for row in rows if row.kind == BOX}
    start, gap = size.font * 2, size.font * 1.5
    wide = (size.width - 3 * size.font - start - 3 * gap) / 4
    lines: dict[str, list[str]] = {}
    for box in BOXES:
        more = box.last - box.first
        room = wide * (more + 1) + gap * more - size.font
        row = said[box.name]
        number = QUESTION if row.number is None else f"n = {row.number}"
        head, colon, sources = (row.label or "").partition(": ")
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


def _charts(size: Size, rows: Sequence[FlowPart], reviews: Sequence[str]) -> "Drawing":
    """Give a flow for each review, one under the other; where there are several, each under its name."""
    import altair as alt

    parts = []
    for review in reviews:
        here = [row for row in rows if row.review.value == review]
        drawn = _chart(size, review, here)
        name = size.lines(here[0].review_label, size.width - 4 * size.font)
        parts.append(drawn.properties(title=alt.TitleParams(name)) if len(reviews) > 1 else drawn)
    return alt.vconcat(*parts, spacing=size.font * 3)


def _chart(size: Size, review: str, rows: Sequence[FlowPart]) -> "Drawing":
    """Give the flow of one review: arrows, boxes on them, and the phases at the side."""
    import altair as alt

    places = _places(size, rows)
    high, wide = max(place.bottom for place in places.values()), size.width - 3 * size.font
    scales = alt.Scale(domain=[0, wide], nice=False), alt.Scale(domain=[high, 0], nice=False)
    drawn = alt.Chart(style.rows()).transform_filter(f"datum.review === {json.dumps(review)}")
    arrows = {f"{name}>{to}": _arrow(places[name], places[to]) for name, to in ARROWS}
    corners = {name: [place.left, place.top, place.right, place.bottom] for name, place in places.items()}
    ways = _at(
        drawn.transform_filter(f"datum.kind === '{ARROW}'"), arrows, "datum.box + '>' + datum.to", scales
    )
    boxes = _at(drawn.transform_filter(f"datum.kind === '{BOX}'"), corners, "datum.box", scales)
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
            fill=style.PAPER, stroke=style.INK, strokeWidth=1.8
        ),
        frames.transform_filter("!isValid(datum.number)").mark_rect(
            fill=style.PAPER, stroke=style.QUIET, strokeDash=[5, 4]
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
