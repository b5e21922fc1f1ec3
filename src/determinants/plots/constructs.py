"""The plot of the constructs of the CFIR: barriers against facilitators there, edition by edition."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from determinants.ask.captions import notes_of, placers
from determinants.ask.records import (
    Ask,
    CfirElements,
    CfirFactors,
    CfirUnmappedConstructs,
    DeterminantConstructs,
    records,
)
from determinants.ground.values import FACILITATES, HINDERS
from determinants.ground.words import many
from determinants.plots import style
from determinants.plots.influences import shares
from determinants.plots.plot import SOURCE, Datum, Plot, Size, distinct, letters, listed, tabled

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

FRAMEWORKS = ("cfir2009", "cfir2022")
WAYS = (HINDERS, FACILITATES)  # from left to right
OVER = {HINDERS.slug: "barriers", FACILITATES.slug: "facilitators"}
ITSELF = "the domain itself"
EMPTY = "Where none is placed, that does not say that it was looked for and is absent."


@dataclass(frozen=True)
class Held(Datum):
    """How many single factors are placed in a construct, and which way these work."""

    framework: NamedNode
    framework_label: str
    domain: NamedNode
    domain_label: str
    notation: str | None
    element: NamedNode
    element_label: str
    hinders: int
    facilitates: int

    @property
    def factors(self) -> int:
        """How many there are altogether."""
        return self.hinders + self.facilitates

    @property
    def label(self) -> str:
        """What stands beside its bars: what is placed in a domain as a whole has the name of no construct."""
        return ITSELF if self.element == self.domain else self.element_label


@dataclass(frozen=True)
class Edition:
    """What stands in an edition of the framework, and in how many of its constructs nothing does.

    Among those are sub-domains and later additions: whatever stands below a domain.
    """

    label: str
    held: tuple[Held, ...]
    empty: int
    constructs: int

    def __str__(self) -> str:
        return f"{self.empty} of {self.constructs} in {self.label}"

    @property
    def in_words(self) -> str:
        """Domain by domain, what is in each construct."""
        parts = []
        for domain in dict.fromkeys(row.domain_label for row in self.held):
            here = [row for row in self.held if row.domain_label == domain]
            each = (f"{row.label} {row.hinders} to {row.facilitates}" for row in here)
            parts.append(f"in {domain} {', '.join(each)}")
        return f"{self.label} has, barriers to facilitators: {'; '.join(parts) or 'none'}."


def constructs(ask: Ask) -> Plot:
    """Give how many barriers and facilitators of a review are placed in each construct, in both editions."""
    # What belongs to no review is of none, and would stand among the factors of any.
    placed = [row for row in records(ask, CfirFactors, framework=list(FRAMEWORKS)) if row.review]
    editions = [_edition(ask, name, placed) for name in FRAMEWORKS]
    rows = [row for edition in editions for row in edition.held]
    factors, who = len({row.determinant for row in placed}), placers(placed)
    of = listed(sorted({row.review_label or "" for row in placed})) or "no review"
    notes = notes_of([row for row in records(ask, DeterminantConstructs) if row.review])
    said = "".join(f" {note.partition(';')[0].rstrip('. ')}." for note in notes)
    empty = (
        f"No factor stands in {listed([str(edition) for edition in editions])}, sub-domains and later "
        "additions among them."
    )
    return Plot(
        title="Barriers and facilitators in the constructs of the CFIR, 2009 and 2022",
        subtitle=f"n = {many(factors, 'single factor')} of {of}, placed by {who}. One that is placed in two "
        f"constructs counts in each. Only what holds a factor is drawn. {empty} {SOURCE}",
        caution=f"{EMPTY} A count of factors says neither how often they are reported nor how strong they "
        f"are.{said}",
        alt=f"The bars show {many(factors, 'single factor')} (n = {factors}) of {of}, placed by {who} "
        "in constructs of the CFIR: to the left how many are barriers, to the right how many facilitators. "
        f"{' '.join(edition.in_words for edition in editions)} {empty} {EMPTY}",
        rows=tabled(Held, rows),
        chart=lambda size: _panels(size, [edition for edition in editions if edition.held]),
    )


def _edition(ask: Ask, name: str, placed: Sequence[CfirFactors]) -> Edition:
    """Give an edition in the order of its elements; a factor that is placed twice in one counts once."""
    elements = {row.element: row for row in records(ask, CfirElements, framework=name)}
    order = sorted(elements.values(), key=lambda row: path_of(row, elements))
    held = []
    for element in order:
        here = {(row.determinant, row.direction) for row in placed if row.element == element.element}
        if here:
            domain = top_of(element, elements)
            ways = [way for _, way in here]
            held.append(
                Held(
                    framework=NamedNode(element.framework), framework_label=element.framework_label,
                    domain=NamedNode(domain.element), domain_label=domain.element_label,
                    notation=element.notation,
                    element=NamedNode(element.element), element_label=element.element_label,
                    hinders=ways.count(HINDERS.iri), facilitates=ways.count(FACILITATES.iri),
                )
            )  # fmt: skip
    below = {row.element for row in order if row.broader}
    label = next((row.framework_label for row in order), name)
    return Edition(label, tuple(held), _empty(ask, name, placed, below), len(below))


def top_of(element: CfirElements, elements: Mapping[str, CfirElements]) -> CfirElements:
    """Give the domain that an element is in."""
    while element.broader:
        element = elements[element.broader]
    return element


def path_of(element: CfirElements, elements: Mapping[str, CfirElements]) -> list[tuple[str, str]]:
    """Give what is sorted by, so that each element stands below the one that it is part of."""
    path = [(element.notation or "~", element.element)]
    while element.broader:
        element = elements[element.broader]
        path.insert(0, (element.notation or "~", element.element))
    return path


def _empty(ask: Ask, name: str, placed: Iterable[CfirFactors], below: Collection[str]) -> int:
    """Give in how many constructs none of those who place factors in constructs places anything."""
    theirs: dict[str, set[str]] = {row.asserted_by: set() for row in placed if row.element in below}
    for row in records(ask, CfirUnmappedConstructs, framework=name):
        if row.review and row.way == "places" and row.asserted_by in theirs:
            theirs[row.asserted_by].add(row.element)
    return len(set.intersection(*theirs.values()) if theirs else below)


def _panels(size: Size, editions: Sequence[Edition]) -> "Drawing":
    """Give a panel for each edition; a factor is as wide in each."""
    import altair as alt

    gap, room = size.font * 1.5, size.width * (0.235 if size.height else 0.42 if size.narrow else 0.225)
    across = 1 if size.narrow else len(editions)
    peaks = {
        f"{'' if size.narrow else place} {way.slug}": max(
            getattr(row, way.slug) for each in (editions if size.narrow else [edition]) for row in each.held
        )
        for place, edition in enumerate(editions)
        for way in WAYS
    }
    left = size.width - across * room - (across - 1) * gap - 3 * size.font
    least = max(letters(said) for said in OVER.values()) * size.font * style.BOLD + size.font * 0.7
    widths, scale = shares(left, peaks, least, size.font * 1.8)
    parts = [
        _panel(
            size, edition, room, scale, [widths[f"{'' if size.narrow else place} {way.slug}"] for way in WAYS]
        )
        for place, edition in enumerate(editions)
    ]
    return alt.vconcat(*parts, spacing=2 * gap) if size.narrow else alt.hconcat(*parts, spacing=gap)


@dataclass(frozen=True)
class Places:
    """Where the rows of a panel stand, in pixels from its top: their middles by key, lines, and its height.

    Names take one line or more, and the name of a domain stands near what is in it.
    """

    middles: dict[str, float]
    lines: tuple[float, ...]
    height: float


def _places(size: Size, edition: Edition, labels: Mapping[str, str], room: float) -> Places:
    at = 0.0
    middles: dict[str, float] = {}
    lines: list[float] = []
    for row in edition.held:
        head = _head(row.domain.value)
        if head not in middles:
            at += size.font * (0.5 if middles else 0.1)
            middles[head] = at + size.font * 0.75
            at += size.font * 1.5
            lines.append(at)
        broken = len(size.lines(labels[row.element.value], room - size.font))
        tall = (broken * style.LEADING + 0.3) * size.font
        middles[row.element.value] = at + tall / 2
        at += tall
        lines.append(at)
    return Places(middles, tuple(lines), at)


def _panel(size: Size, edition: Edition, room: float, scale: float, widths: Sequence[float]) -> "Drawing":
    """Give the bars of an edition, which grow to both sides of a line, under the names of their domains."""
    import altair as alt

    middle, right = widths
    near = size.font * 0.6
    labels = distinct((row.element.value, row.label) for row in edition.held)
    places = _places(size, edition, labels, room)
    x = alt.X("at:Q", scale=alt.Scale(domain=[-middle / scale, right / scale], nice=False), axis=None)
    y = alt.Y("level:Q", scale=None, axis=None)
    here = f"datum.framework === {json.dumps(edition.held[0].framework.value)}"
    level = style.look_up(places.middles, "datum.element")
    bars = [
        bar.transform_filter(here).transform_calculate(level=level)
        for way, at in ((HINDERS, f"-datum.{HINDERS.slug}"), (FACILITATES, f"datum.{FACILITATES.slug}"))
        for bar in style.bars(size, way, at, y, x, size.font * 1.5, of="element")
    ]
    return alt.layer(
        style.over(size, edition.label, room, -room),
        style.over(size, OVER[HINDERS.slug], middle, middle - near, "right"),
        style.over(size, OVER[FACILITATES.slug], right, middle + near),
        *(
            alt.Chart(style.once())
            .mark_rule(color=style.EMPTY)
            .encode(x=alt.value(-room), x2=alt.value(middle + right), y=alt.value(line))
            for line in places.lines
        ),
        *bars,
        alt.Chart(style.once()).mark_rule(color=style.INK).encode(x=alt.value(middle)),
        *_names(size, labels, places, room, here, y),
    ).properties(width=middle + right, height=places.height)


def _names(
    size: Size, labels: Mapping[str, str], places: Places, room: float, here: str, y: "alt.Y"
) -> "list[alt.Chart]":
    """Give the names of constructs, and those of the domains, each over what stands in it."""
    import altair as alt

    high = size.font * style.LEADING
    lines = {key: size.lines(label, room - size.font) for key, label in labels.items()}
    rise = {key: -high * (len(said) - 1) / 2 for key, said in lines.items()}
    base = alt.Chart(style.rows()).transform_filter(here)
    return [
        base.transform_calculate(
            level=style.look_up(places.middles, "datum.element"),
            words=style.look_up(lines, "datum.element"),
            rise=style.look_up(rise, "datum.element"),
        )
        .mark_text(align="right", lineHeight=high, dy=alt.ExprRef("datum.rise"))
        .encode(y=y, x=alt.value(-size.font * 0.6), text="words:N"),
        base.transform_aggregate(groupby=["domain", "domain_label"])
        .transform_calculate(level=style.look_up(places.middles, f"datum.domain + '{_head('')}'"))
        .mark_text(align="left", fontWeight="bold", color=style.QUIET)
        .encode(y=y, x=alt.value(-room), text="domain_label:N"),
    ]


def _head(domain: str) -> str:
    """Give the key of the row with the name of a domain, which is none of its elements."""
    return f"{domain}#"
