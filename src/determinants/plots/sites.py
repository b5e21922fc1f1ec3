"""Plots of the Implementation Measure: what sites scored on its items, with the user's own beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from determinants.plots import style
from determinants.plots.grid import Grid
from determinants.plots.influences import SOURCE, reviews_of
from determinants.plots.plot import Ask, Plot, Row, Size, listed, literal, many, number, tabled, terms, text
from determinants.store.solutions import Rows

if TYPE_CHECKING:
    from determinants.plots.plot import Drawing

LOWEST, HIGHEST = 0, 3
TOTAL, UNANSWERED = "total", "not answered"
OWN_SCORES = (
    " Own scores are means over the raters of the last day, own totals the mean of those raters who answered "
    "every item."
)
COLUMNS = ("origin", "site", "site_label", "ordinal", "item", "influence_label", "score", "basis", "locator")


def sites(ask: Ask, own: Rows) -> Plot:
    """Give what each site scored on each item, its printed total, and the user's own."""
    scores, yours = scores_of(ask, own)
    items = terms(ask("measure-items"))
    totals = [
        {**row, "origin": literal("published"), "item": literal(TOTAL), "influence_label": literal(TOTAL),
         "score": row["total"], "basis": literal("printed")}
        for row in terms(ask("site-printed-totals"))
    ]  # fmt: skip
    rows = _filled([*scores, *totals, *yours, *_own_totals(yours)])
    return Plot(
        title="The Implementation Measure at each site, item by item",
        subtitle=f"n = {size_of(scores, items)}{beside(yours)}. Scores from {LOWEST} (barriers) to {HIGHEST} "
        f"(facilitators); published totals as printed by {reviews_of(items)}.{OWN_SCORES if yours else ''} "
        f"{style.NONE}: not given. {SOURCE}",
        caution=caution(scores),
        alt=f"Grid of scores: {size_of(scores, items)} (n){beside(yours)}. "
        f"Printed totals: {_totals(totals)}. {extremes(scores)}{told(yours)}",
        rows=tabled(COLUMNS, rows),
        chart=lambda size: _grid(size, rows),
    )


def scores_of(ask: Ask, own: Rows) -> tuple[list[Row], list[Row]]:
    """Give what is published of each site and item, and what the user answered, in one form."""
    published: list[Row] = [
        {**row, "origin": literal("published"), "basis": literal("printed")}
        for row in terms(ask("site-ratings"))
    ]
    items = {(number(row["ordinal"]), text(row["influence_label"])): row["item"] for row in published}
    yours: list[Row] = [
        {
            **row,
            "origin": literal("own"),
            "item": items.get((number(row["ordinal"]), text(row["influence_label"])))
            or row["influence_label"],
            "basis": literal("own answer" if row["score"] is not None else UNANSWERED),
        }
        for row in terms(own)
    ]
    return published, yours


def _own_totals(yours: Sequence[Row]) -> list[Row]:
    """Give the total of each own service, as it was scored: there is none where not all is answered."""
    return [
        {
            "origin": literal("own"),
            "site_label": row["site_label"],
            "item": literal(TOTAL),
            "influence_label": literal(TOTAL),
            "score": row["total"],
            "basis": literal("derived: the mean of the raters who answered every item")
            if row["total"] is not None
            else literal("not all answered"),
        }
        for row in {text(row["site_label"]): row for row in yours}.values()
    ]


def _filled(rows: Sequence[Row]) -> list[Row]:
    """Give rows with one more for each site and item of which nothing is given."""
    firsts = {key: row for row in reversed(rows) for key in (("who", _key(row)), ("item", text(row["item"])))}
    there = {(_key(row), text(row["item"])) for row in rows}
    gaps: list[Row] = [
        {
            **{name: firsts["who", who].get(name) for name in ("origin", "site", "site_label")},
            **{name: firsts["item", item].get(name) for name in ("ordinal", "item", "influence_label")},
            "basis": literal("not given"),
        }
        for who in dict.fromkeys(map(_key, rows))
        for item in dict.fromkeys(text(row["item"]) for row in rows)
        if (who, item) not in there
    ]
    return [*rows, *gaps]


def _key(row: Row) -> str:
    """Give what a site or own service is known by."""
    return f"{text(row['origin'])} {text(row.get('site') or row['site_label'])}"


def size_of(scores: Sequence[Row], items: Sequence[Row]) -> str:
    """Say in words of how many sites and items there are scores."""
    names = {text(row["site"]) for row in scores}
    return f"{many(len(names), 'published site')} with {many(len(items), 'item')}"


def beside(yours: Sequence[Row]) -> str:
    """Say in words which own services stand beside the sites."""
    names = list(dict.fromkeys(text(row["site_label"]) for row in yours))
    return f", and beside them {listed(names)}" if names else ""


def caution(scores: Sequence[Row]) -> str:
    """Say what the scores are not."""
    names = {text(row["site"]) for row in scores}
    return (
        f"{many(len(names), 'site')}, and preliminary evidence of validity: "
        "something to compare with, and not a norm."
    )


def _totals(totals: Sequence[Row]) -> str:
    """Say in words which total each site has, the highest first."""
    ranked = sorted(totals, key=lambda row: (-number(row["score"]), text(row["site_label"])))
    return listed([f"{text(row['site_label'])} {text(row['score'])}" for row in ranked]) or "none"


def extremes(scores: Sequence[Row]) -> str:
    """Say in words which scores are the highest and lowest there can be."""
    parts = []
    for score in (HIGHEST, LOWEST):
        here = [
            f"{text(row['site_label'])} in {text(row['influence_label'])}"
            for row in scores
            if number(row["score"]) == score
        ]
        parts.append(f"Score {score}: {listed(here) or 'nowhere'}.")
    return " ".join(parts)


def told(yours: Sequence[Row]) -> str:
    """Say in words what own services scored, and what was not answered."""
    by_site: dict[str, list[str]] = {}
    for row in yours:
        score = "not answered" if row["score"] is None else text(row["score"])
        by_site.setdefault(text(row["site_label"]), []).append(f"{text(row['influence_label'])} {score}")
    return "".join(f" {name}: {listed(scores)}." for name, scores in by_site.items())


def who_of(rows: Sequence[Row]) -> dict[str, str]:
    """Give sites and own services, by what they are known by, with their names: the published first."""
    return {_key(row): text(row["site_label"]) for row in rows}


# The same as `_key`, in the chart.
WHO = "datum.origin + ' ' + (datum.site === null ? datum.site_label : datum.site)"


def items_of(rows: Sequence[Row]) -> dict[str, str]:
    """Give the items in their order, the total last."""
    order = sorted(rows, key=lambda row: text(row["item"]) == TOTAL)
    return {
        text(row["item"]): f"{text(row.get('ordinal'))}. {text(row['influence_label'])}".removeprefix(". ")
        for row in order
    }


def _grid(size: Size, rows: Sequence[Row]) -> "Drawing":
    """Give the grid of scores, with totals in a row that has no colour, and a frame around what is own."""
    items, who = items_of(rows), who_of(rows)
    room = size.width * 0.25
    wide = min((size.width - room - 3 * size.font) / max(1, len(who)), size.font * 9)
    upright = size.upright(who.values(), wide)
    grid = Grid(
        rows=items,
        columns=who,
        row="item",
        column=WHO,
        number=f"datum.item === '{TOTAL}' ? null : datum.score",
        peak=HIGHEST,
        words="isValid(datum.score) ? '' + datum.score : "
        f"datum.basis === '{UNANSWERED}' ? '{UNANSWERED}' : '{style.NONE}'",
        grey="datum.origin === 'own' && !isValid(datum.score)",
        lines={UNANSWERED: size.lines(UNANSWERED, wide - size.font * 0.4)},
        room=room,
        wide=wide,
        step=size.step(items.values(), room, size.above(who.values(), wide), size.font * 2.6),
        small=size.font,
        upright=upright,
        tooltip=("site_label:N", "influence_label:N", "score:Q", "basis:N"),
    )
    own = grid.base().transform_filter("datum.origin === 'own'")
    return grid.drawn(size, own.mark_rect(fillOpacity=0, stroke=style.OWN, strokeWidth=2.5))
