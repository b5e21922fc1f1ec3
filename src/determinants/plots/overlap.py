"""Plots of how reviews were done: the flow of publications, and what reviews and sources have in common."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from determinants.plots import style
from determinants.plots.grid import Grid
from determinants.plots.influences import SOURCE
from determinants.plots.plot import Ask, Plot, Row, Size, distinct, listed, many, number, tabled, terms, text
from determinants.store.solutions import Rows

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing


def overlap(ask: Ask, own: Rows) -> Plot:
    """Give how many publications each two sources have in common."""
    shared = {(text(row["source"]), text(row["other"])): row for row in terms(ask("review-overlap"))}
    sizes = [row for (source, other), row in shared.items() if source == other]
    sizes.sort(key=lambda row: (-number(row["publications"]), text(row["source"])))
    rows: list[Row] = [
        shared.get((text(one["source"]), text(two["source"])))
        or {
            "source": one["source"], "source_label": one["source_label"],
            "other": two["source"], "other_label": two["source_label"],
        }
        for one in sizes
        for two in sizes
    ]  # fmt: skip
    names = distinct(sizes, "source")
    each = [f"{names[text(row['source'])]} {number(row['publications'])}" for row in sizes]
    pairs = [row for (source, other), row in shared.items() if source < other]
    said = [
        f"{names[text(row['source'])]} and {names[text(row['other'])]} {number(row['publications'])}"
        for row in pairs
    ]
    unnamed = _unnamed(ask)
    return Plot(
        title="Which sources cite, or state findings of, the same publications",
        subtitle=f"n = {many(len(sizes), 'source')} that cite publications in an encoded reference list, or "
        "state findings of "
        f"them. On the diagonal, grey: on how many each draws. {style.NONE}: none in common that can be "
        f"named. {SOURCE}",
        caution=f"{unnamed} So two sources may share more than is here; none in common does not mean "
        "independent.",
        alt=f"Matrix of {many(len(sizes), 'source')} (n). Publications each draws on: "
        f"{listed(each) or 'none'}. "
        f"In common: {listed(said) or 'none that can be named, for any two of them'}. {unnamed}",
        rows=tabled(("source", "source_label", "other", "other_label", "publications"), rows),
        chart=lambda size: _matrix(size, rows),
    )


def _unnamed(ask: Ask) -> str:
    """Say of which reviews this graph does not know the included publications."""
    counted = {text(row["review"]) for row in terms(ask("review-unnamed"))}
    reviews = [
        f"{text(row['review_label'])} ({text(row['value'])})"
        for row in terms(ask("review-methods"))
        if text(row["aspect"]).endswith("#publicationsIncluded") and text(row["review"]) in counted
    ]
    if not reviews:
        return "No review is encoded that counts publications which this graph cannot name."
    return (
        "Included publications that a review counts and this graph cannot name are in no cell: "
        f"{listed(reviews)}."
    )


def _matrix(size: Size, rows: Sequence[Row]) -> "Drawing":
    """Give the matrix of sources."""
    labels = distinct(rows, "source")
    room = size.width * 0.25
    wide = min((size.width - room - 3 * size.font) / max(1, len(labels)), size.font * 9)
    upright = size.upright(labels.values(), wide)
    others = [number(row.get("publications")) for row in rows]
    return Grid(
        rows=labels,
        columns=labels,
        row="source",
        column="datum.other",
        number="datum.publications",
        peak=max(others, default=0),
        words=f"isValid(datum.publications) ? '' + datum.publications : '{style.NONE}'",
        apart="datum.source === datum.other",
        room=room,
        wide=wide,
        step=size.step(labels.values(), room, size.above(labels.values(), wide), size.font * 2.4),
        small=size.font,
        upright=upright,
        tooltip=("source_label:N", "other_label:N", "publications:Q"),
    ).drawn(size)
