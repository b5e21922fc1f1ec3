"""Plots that count publications: by influence, one direction against the other, and over the years."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from determinants import __version__
from determinants.plots import style
from determinants.plots.plot import Ask, Plot, Row, Size, distinct, listed, many, number, tabled, terms, text
from determinants.store.solutions import Rows
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

DIRECTIONS = ("facilitates", "hinders", "mixed", "unclear")
EVIDENCE = ("review", "rank", "influence", "influence_label", *DIRECTIONS, "publications")
COUNTED = ("count", "total", "percentage", "basis_label", "locator")
FEW = 5  # as many names may be read out
SOURCE = f"Source: determinants {__version__}."
TWICE = "One that reports two directions counts once in each."


def own_findings(ask: Ask) -> Row:
    """Give how many publications report an influence themselves, and of how many what is not known."""
    found = terms(ask("evidence-totals", directness="ontology#ownFinding"))
    return found[0] if found else {}


def spread_of(ask: Ask) -> str:
    """Give, in words, from how many publications all own findings come."""
    return f"n = {many(number(own_findings(ask).get('publications')), 'named publication')}"


def reviews_of(rows: Sequence[Row]) -> str:
    """Give the names of the reviews that rows are from."""
    return listed(list(dict.fromkeys(text(row["review_label"]) for row in rows))) or "no review"


def most(rows: Sequence[Row], column: str) -> str:
    """Give, in words, which influence has the highest number in a column, and which are at none."""
    if not rows:
        return "nothing"
    highest = max(number(row[column]) for row in rows)
    top = listed([text(row["influence_label"]) for row in rows if number(row[column]) == highest])
    none = [text(row["influence_label"]) for row in rows if not number(row[column])]
    gaps = f"; none for {listed(none) if len(none) < FEW else many(len(none), 'influence')}" if none else ""
    return f"{top} with {highest}{gaps}"


def influences(ask: Ask, own: Rows) -> Plot:
    """Give how many publications report each influence, by direction, and what its review counts."""
    counts = {text(row["influence"]): row for row in terms(ask("influence-counts"))}
    found = terms(ask("influence-evidence"))
    rows = [
        {**row, **{name: counts.get(text(row["influence"]), {}).get(name) for name in COUNTED}}
        for row in found
    ]
    review = reviews_of(list(counts.values()))
    derived = sum(text(row["basis_label"]) == "derived" for row in rows)
    return Plot(
        title="Influences on implementing peer support work: named publications, and what the review counts",
        subtitle=f"{spread_of(ask)} with own findings on {many(len(rows), 'influence')}. {TWICE} "
        f"Rightmost, apart from these: the count of {review}; which publications those are, this graph does "
        "not know. "
        f"{derived} of its {len(counts)} counts are derived, the others printed. {SOURCE}",
        caution=NOT_AN_EFFECT,
        alt=f"Bars for {many(len(rows), 'influence')}, from own findings of "
        f"{number(own_findings(ask).get('publications'))} named publications (n). "
        + " ".join(f"Most for {name}: {most(rows, name)}." for name in DIRECTIONS)
        + f" {review} itself counts most for {most(rows, 'count')}; which publications, this graph does not "
        "know.",
        rows=tabled((*EVIDENCE, *COUNTED), rows),
        chart=lambda size: _panels(size, rows, review),
    )


def shares(
    width: float, peaks: Mapping[str, int], least: float, numbers: float
) -> tuple[dict[str, float], float]:
    """Share a width among panels so that a publication is as wide in each; also give how wide that is."""
    narrow: set[str] = set()
    while True:
        wide = [name for name in peaks if name not in narrow]
        left = width - least * len(narrow) - numbers * len(wide)
        scale = left / max(1, sum(peaks[name] for name in wide))
        small = {name for name in wide if scale * peaks[name] + numbers < least}
        if not small:
            return {
                name: least if name in narrow else scale * peak + numbers for name, peak in peaks.items()
            }, scale
        narrow |= small


def _panels(size: Size, rows: Sequence[Row], review: str) -> "Drawing":
    """Give a panel for each direction, and one for the review's count. All have one scale."""
    import altair as alt

    room, gap, said = size.width * 0.26, size.font * 1.3, size.font * 8  # "28 of 53, printed"
    labels = distinct(rows, "influence")
    peaks = {name: max((number(row[name]) for row in rows), default=0) for name in (*DIRECTIONS, "count")}
    left = size.width - room - 6 * gap - said - 2 * size.font
    widths, scale = shares(left, peaks, size.font * 4.7, size.font * 2)
    widths["count"] += said
    step = size.step(labels.values(), room, 40, size.font * 2.5)
    y = style.bands("influence", list(labels))
    parts: list[Drawing] = []
    for name, wide in widths.items():
        x = alt.X("at:Q", scale=alt.Scale(domain=[0, wide / scale], nice=False), axis=None)
        if name == "count":
            layers = [style.over(size, f"Count of {review}", wide), *_counted(size, y, x)]
        else:
            layers = [style.over(size, name, wide), *style.bars(size, name, f"datum.{name}", y, x, step)]
        if not parts:
            layers.append(style.names("influence", labels, room, size))
        parts.append(alt.layer(*layers).properties(width=wide, height=alt.Step(step)))
    # The count of the review stands apart: it is none of the publications beside it.
    return alt.hconcat(alt.hconcat(*parts[:-1], spacing=gap), parts[-1], spacing=2 * gap)


def _counted(size: Size, y: "alt.Y", x: "alt.X") -> "list[alt.Chart]":
    """Give the count of the review: an empty mark on a broken line, which no bar looks like."""
    import altair as alt

    words = (
        "datum.count === null ? 'not given' : datum.count + ' of ' + datum.total + ', ' + datum.basis_label"
    )
    base = alt.Chart(style.rows()).transform_calculate(at="datum.count", words=words).encode(y=y, x=x)
    return [
        base.mark_rule(color=style.QUIET, strokeDash=[2, 2]).encode(x2=alt.datum(0)),
        base.mark_point(
            shape="diamond", fill="white", stroke=style.INK, strokeWidth=1.5, opacity=1, size=size.font * 7
        ),
        base.mark_text(align="left", dx=size.font * 0.8).encode(text="words:N"),
    ]


def directions(ask: Ask, own: Rows) -> Plot:
    """Give facilitators against barriers: who reports that an influence helps, and who that it hinders."""
    rows = terms(ask("influence-evidence"))
    size_of = number(own_findings(ask).get("publications"))
    both = [
        f"{text(row['influence_label'])} {number(row['hinders'])} to {number(row['facilitates'])}"
        for row in rows
    ]
    return Plot(
        title="What hinders and what facilitates, by named publications",
        subtitle=f"{spread_of(ask)} with own findings on {many(len(rows), 'influence')}. {TWICE} "
        f"Mixed and unclear are answers as well, and stand on the right. {SOURCE}",
        caution=NOT_AN_EFFECT,
        alt=f"Diverging bars for {many(len(rows), 'influence')}, from own findings of {size_of} named "
        "publications (n): "
        f"to the left those that report that it hinders, to the right that it facilitates. Most hinder in "
        f"{most(rows, 'hinders')}. Most facilitate in {most(rows, 'facilitates')}. "
        f"Hinders to facilitates: {'; '.join(both)}.",
        rows=tabled(EVIDENCE, rows),
        chart=lambda size: _diverging(size, rows),
    )


def _diverging(size: Size, rows: Sequence[Row]) -> "Drawing":
    """Give bars that grow to both sides of a line, and panels for what points neither way."""
    import altair as alt

    room, gap, numbers = size.width * 0.26, size.font * 1.5, size.font * 2
    labels = distinct(rows, "influence")
    peaks = {name: max((number(row[name]) for row in rows), default=0) for name in DIRECTIONS}
    widths, scale = shares(size.width - room - 2 * gap - 3 * size.font, peaks, size.font * 5, numbers)
    step = size.step(labels.values(), room, 40, size.font * 2.5)
    y = style.bands("influence", list(labels))
    ends = [-widths["hinders"] / scale, widths["facilitates"] / scale]
    x = alt.X("at:Q", scale=alt.Scale(domain=ends, nice=False), axis=None)
    middle, near = widths["hinders"], size.font * 0.6
    main = alt.layer(
        style.over(size, "← hinders", middle, middle - near, "right"),
        style.over(size, "facilitates →", widths["facilitates"], middle + near),
        *style.bars(size, "hinders", "-datum.hinders", y, x, step),
        *style.bars(size, "facilitates", "datum.facilitates", y, x, step),
        alt.Chart(style.once()).mark_rule(color=style.INK).encode(x=alt.value(middle)),
        style.names("influence", labels, room, size),
    ).properties(width=middle + widths["facilitates"], height=alt.Step(step))
    parts = [main]
    for name in ("mixed", "unclear"):
        x = alt.X("at:Q", scale=alt.Scale(domain=[0, widths[name] / scale], nice=False), axis=None)
        drawn = style.bars(size, name, f"datum.{name}", y, x, step)
        parts.append(
            alt.layer(style.over(size, name, widths[name]), *drawn).properties(
                width=widths[name], height=alt.Step(step)
            )
        )
    return alt.hconcat(*parts, spacing=gap)
