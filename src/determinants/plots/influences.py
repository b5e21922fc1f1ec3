"""Plots that count publications: by influence, and one direction against the other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask.captions import topic
from determinants.ask.records import Ask, InfluenceCounts, InfluenceEvidence, records
from determinants.ground.values import DERIVED, FACILITATES, HINDERS, MIXED, REPORTED, UNCLEAR, Named
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
    reviews_of,
    tabled,
)
from determinants.write.prose import NOT_AN_EFFECT

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

FEW = 5  # as many names may be read out
TWICE = "One that reports two directions counts once in each."
COUNT = "count"  # the column of what the review counts


def most(numbers: Sequence[tuple[str, int]]) -> str:
    """Give, in words, which influence has the highest number, and which are at none."""
    highest = max((number for _, number in numbers), default=0)
    if not highest:
        return "none"
    top = listed([label for label, number in numbers if number == highest])
    none = [label for label, number in numbers if not number]
    gaps = (
        f"; there is none for {listed(none) if len(none) < FEW else many(len(none), 'influence')}"
        if none
        else ""
    )
    return f"{top} with {highest}{gaps}"


@dataclass(frozen=True)
class Votes(Datum):
    """How many publications report an influence, and which way: the column of a direction has its name."""

    review: NamedNode
    rank: int | None
    influence: NamedNode
    influence_label: str
    facilitates: int
    hinders: int
    mixed: int
    unclear: int
    publications: int

    def reporting(self, direction: Named) -> int:
        """Give how many report it in a direction."""
        ways = {
            FACILITATES: self.facilitates,
            HINDERS: self.hinders,
            MIXED: self.mixed,
            UNCLEAR: self.unclear,
        }
        return ways[direction]


@dataclass(frozen=True)
class VotesAndCount(Votes):
    """The same beside what its review counts."""

    count: int | None = None
    total: int | None = None
    percentage: Decimal | None = None
    basis_label: str | None = None
    locator: str | None = None


def _votes(row: InfluenceEvidence) -> Votes:
    return Votes(
        review=NamedNode(row.review), rank=row.rank,
        influence=NamedNode(row.influence), influence_label=row.influence_label,
        facilitates=row.facilitates, hinders=row.hinders, mixed=row.mixed, unclear=row.unclear,
        publications=row.publications,
    )  # fmt: skip


def _counted(votes: Votes, said: InfluenceCounts | None) -> VotesAndCount:
    if said is None:
        return VotesAndCount(**vars(votes))
    return VotesAndCount(
        **vars(votes), count=said.count, total=said.total, percentage=said.percentage,
        basis_label=said.basis_label, locator=said.locator,
    )  # fmt: skip


def most_reporting(rows: Sequence[Votes], direction: Named) -> str:
    """Give, in words, which influence most report in a direction, and which none does."""
    return most([(row.influence_label, row.reporting(direction)) for row in rows])


def influences(ask: Ask) -> Plot:
    """Give how many publications report each influence, by direction, and what its review counts."""
    counts = {row.influence: row for row in records(ask, InfluenceCounts)}
    found = records(ask, InfluenceEvidence)
    rows = [_counted(_votes(row), counts.get(row.influence)) for row in found]
    of, review = denominator_of(ask), reviews_of(count.review_label for count in counts.values())
    derived = sum(row.influence in counts and counts[row.influence].basis == DERIVED.iri for row in found)
    counted = most([(row.influence_label, row.count or 0) for row in rows])
    return Plot(
        title=f"{_title(ask, found)}: named publications, and what the review counts",
        subtitle=f"{of} with own or coded findings on {many(len(rows), 'influence')}. {TWICE} "
        f"Last, and apart from these: the count of {review}; which publications those are, this graph does "
        "not know. "
        f"{derived} of its {len(counts)} counts are derived, the others printed. {SOURCE}",
        caution=NOT_AN_EFFECT,
        alt=f"The bars show for {many(len(rows), 'influence')} how many of {of.publications} named "
        "publications (n) report it in each direction, by own or coded findings. "
        + " ".join(
            f"The longest bar for '{way.label}' is that of {most_reporting(rows, way)}." for way in REPORTED
        )
        + f" {review} itself counts most for {counted}; which publications those are, this graph does not "
        "know.",
        rows=tabled(VotesAndCount, rows),
        chart=lambda size: _panels(size, rows, review),
    )


def _title(ask: Ask, rows: Iterable[InfluenceEvidence]) -> str:
    """Give what the influences are on, where their review says what it is about."""
    topics = [topic(ask, review) for review in dict.fromkeys(row.review for row in rows)]
    about = listed(list(dict.fromkeys(filter(None, topics))))
    return f"Influences on implementing {about}" if about else "Influences on implementation"


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


def _labels(rows: Sequence[Votes]) -> dict[str, str]:
    return distinct((row.influence.value, row.influence_label) for row in rows)


def _peaks(rows: Sequence[Votes]) -> dict[str, int]:
    """Give the highest number of each direction, by the name of its column."""
    return {way.slug: max((row.reporting(way) for row in rows), default=0) for way in REPORTED}


def _panels(size: Size, rows: Sequence[VotesAndCount], review: str) -> "Drawing":
    """Give a panel for each direction, and one for the review's count. All have one scale."""
    import altair as alt

    room, gap, said = size.width * (0.4 if size.narrow else 0.26), size.font * 1.3, size.font * 8
    labels = _labels(rows)
    peaks = {**_peaks(rows), COUNT: max((row.count or 0 for row in rows), default=0)}
    # What stands at the end of the count, "28 of 53, printed", takes most room.
    if size.narrow:
        left = size.width - room - 3 * size.font
        scale = min(
            (left - (said if name == COUNT else size.font * 2)) / max(1, peaks[name]) for name in peaks
        )
        widths = dict.fromkeys(peaks, left)
    else:
        left = size.width - room - 6 * gap - said - 2 * size.font
        widths, scale = shares(left, peaks, size.font * 4.7, size.font * 2)
        widths[COUNT] += said
    step = size.step(labels.values(), room, 40, size.font * 2.5)
    y = style.bands("influence", list(labels))
    parts: list[Drawing] = []
    for name, wide in widths.items():
        x = alt.X("at:Q", scale=alt.Scale(domain=[0, wide / scale], nice=False), axis=None)
        if name == COUNT:
            layers = [style.over(size, f"Count of {review}", wide), *_count(size, y, x)]
        else:
            way = REPORTED[name]
            layers = [style.over(size, way.label, wide), *style.bars(size, way, f"datum.{name}", y, x, step)]
        if not parts or size.narrow:
            layers.append(style.names("influence", labels, room, size))
        parts.append(alt.layer(*layers).properties(width=wide, height=alt.Step(step)))
    if size.narrow:
        return alt.vconcat(*parts, spacing=2 * gap)
    # The count of the review stands apart: it is none of the publications beside it.
    return alt.hconcat(alt.hconcat(*parts[:-1], spacing=gap), parts[-1], spacing=2 * gap)


def _count(size: Size, y: "alt.Y", x: "alt.X") -> "list[alt.Chart]":
    """Give the count of the review: an empty mark on a broken line, which no bar looks like."""
    import altair as alt

    words = (
        "datum.count === null ? 'not given' : datum.count + ' of ' + datum.total + ', ' + datum.basis_label"
    )
    base = alt.Chart(style.rows()).transform_calculate(at="datum.count", words=words).encode(y=y, x=x)
    return [
        base.mark_rule(color=style.QUIET, strokeDash=[2, 2]).encode(x2=alt.datum(0)),
        base.mark_point(
            shape="diamond",
            fill=style.PAPER,
            stroke=style.INK,
            strokeWidth=1.5,
            opacity=1,
            size=size.font * 7,
        ),
        base.mark_text(align="left", dx=size.font * 0.8).encode(text="words:N"),
    ]


def directions(ask: Ask) -> Plot:
    """Give facilitators against barriers: who reports that an influence helps, and who that it hinders."""
    rows = [_votes(row) for row in records(ask, InfluenceEvidence)]
    of = denominator_of(ask)
    both = [f"{row.influence_label} {row.hinders} to {row.facilitates}" for row in rows]
    return Plot(
        title="What hinders and what facilitates, by named publications",
        subtitle=f"{of} with own or coded findings on {many(len(rows), 'influence')}. {TWICE} "
        f"Mixed and unclear are answers as well, and stand apart. {SOURCE}",
        caution=NOT_AN_EFFECT,
        alt=f"The bars show for {many(len(rows), 'influence')} how many of {of.publications} named "
        "publications (n) report it, by own or coded findings: to the left those that say that it hinders, "
        "to the right those that say that it facilitates. The longest to the left is that of "
        f"{most_reporting(rows, HINDERS)}. The longest to the right is that of "
        f"{most_reporting(rows, FACILITATES)}. These are all, hinders to facilitates: {'; '.join(both)}.",
        rows=tabled(Votes, rows),
        chart=lambda size: _diverging(size, rows),
    )


def _diverging(size: Size, rows: Sequence[Votes]) -> "Drawing":
    """Give bars that grow to both sides of a line, and panels for what points neither way."""
    import altair as alt

    room, gap, numbers = size.width * (0.36 if size.narrow else 0.26), size.font * 1.5, size.font * 2
    labels, peaks = _labels(rows), _peaks(rows)
    left = size.width - room - 3 * size.font
    if size.narrow:  # what points neither way stands below
        both = {way.slug: peaks[way.slug] for way in (HINDERS, FACILITATES)}
        widths, scale = shares(left, both, size.font * 5, numbers)
        widths |= {way.slug: left for way in (MIXED, UNCLEAR)}
    else:
        widths, scale = shares(left - 2 * gap, peaks, size.font * 5, numbers)
    step = size.step(labels.values(), room, 40, size.font * 2.5)
    y = style.bands("influence", list(labels))
    middle, right, near = widths[HINDERS.slug], widths[FACILITATES.slug], size.font * 0.6
    x = alt.X("at:Q", scale=alt.Scale(domain=[-middle / scale, right / scale], nice=False), axis=None)
    main = alt.layer(
        style.over(size, f"← {HINDERS.label}", middle, middle - near, "right"),
        style.over(size, f"{FACILITATES.label} →", right, middle + near),
        *style.bars(size, HINDERS, f"-datum.{HINDERS.slug}", y, x, step),
        *style.bars(size, FACILITATES, f"datum.{FACILITATES.slug}", y, x, step),
        alt.Chart(style.once()).mark_rule(color=style.INK).encode(x=alt.value(middle)),
        style.names("influence", labels, room, size),
    ).properties(width=middle + right, height=alt.Step(step))
    parts = [main]
    for way in (MIXED, UNCLEAR):
        wide = widths[way.slug]
        x = alt.X("at:Q", scale=alt.Scale(domain=[0, wide / scale], nice=False), axis=None)
        drawn = [style.over(size, way.label, wide), *style.bars(size, way, f"datum.{way.slug}", y, x, step)]
        if size.narrow:
            drawn.append(style.names("influence", labels, room, size))
        parts.append(alt.layer(*drawn).properties(width=wide, height=alt.Step(step)))
    return alt.vconcat(*parts, spacing=gap) if size.narrow else alt.hconcat(*parts, spacing=gap)
