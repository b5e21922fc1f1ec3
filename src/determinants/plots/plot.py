"""What a plot is before it is drawn: its words, its rows, and how a chart is made of them for a size."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Literal, NamedNode

from determinants import __version__
from determinants.ask.records import Ask, EvidenceTotals, Record, records
from determinants.ground.values import COUNTED
from determinants.ground.vocab import XSD
from determinants.ground.words import many
from determinants.store.solutions import Rows

if TYPE_CHECKING:
    import altair as alt

    Drawing = alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart


class OwnScore(Record):
    """What a service of the user's own scored on an item, and altogether, as `service.measure` gives it."""

    site_label: str
    ordinal: int
    influence_label: str
    score: Decimal | None
    total: Decimal | None


SOURCE = f"Source: determinants {__version__}."

# The user's own services, where there are none.
NO_OWN_SCORES = Rows(tuple(OwnScore.__annotations__), ())


NARROW = 500  # pixels


@dataclass(frozen=True)
class Size:
    """What a picture is for: its width in pixels, the size of its type, and how tall it should be."""

    name: str
    what: str
    width: int
    height: int
    font: float
    heading: int  # what title, subtitle and caution take from the height
    dots: int  # of a picture made of dots, per inch
    scale: float  # what a pixel is there
    night: bool = False  # whether it is for a dark screen

    @property
    def narrow(self) -> bool:
        """Whether parts that stand side by side elsewhere stand one under the other."""
        return self.width < NARROW

    def lines(self, said: str, room: float, font: float | None = None) -> list[str]:
        """Break a text into lines that fit into so many pixels; a word that does not fit is broken.

        >>> SIZES["page"].lines("Staff willingness and ability to work together", 150)
        ['Staff willingness and ability to', 'work together']
        """
        wide = room / (font or self.font)
        lines = [""]
        for word in said.split():
            longer = f"{lines[-1]} {word}".strip()
            if letters(longer) <= wide:
                lines[-1] = longer
                continue
            if lines[-1]:
                lines.append("")
            for letter in word:
                if lines[-1] and letters(lines[-1] + letter) > wide:
                    lines.append("")
                lines[-1] += letter
        return lines

    def upright(self, names: Collection[str], wide: float) -> float:
        """Give how high names are where they must stand upright, as a word does not fit; else 0."""
        words = {word: letters(word) * self.font * 1.1 for name in names for word in name.split()}
        if max(words.values(), default=0) <= wide:
            return 0
        return min(
            self.font * (10 if self.height else 14),
            max(letters(name) for name in names) * self.font + self.font,
        )

    def above(self, names: Collection[str], wide: float) -> float:
        """Give how high names over columns are, however they stand."""
        broken = max((len(self.lines(name, wide, self.font * 1.1)) for name in names), default=1)
        return self.upright(names, wide) or broken * self.font * 1.15 + self.font

    def step(self, names: Collection[str], room: float, besides: float, least: float) -> float:
        """Give the height of rows with names, which share the height that is left, and have room for each."""
        broken = max((len(self.lines(name, room - self.font)) for name in names), default=1)
        least = max(least, (broken * 1.15 + 0.2) * self.font)
        return max(least, min(3 * least, (self.height - self.heading - besides) / max(1, len(names))))


# How wide the printable characters of ASCII are in Arial, and in what has its measures, in thousandths of the
# size of the type. What is not among them is taken to be wide.
WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 "
    "278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 "
    "667 "
    "611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 "
    "556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
LETTERS = {chr(32 + place): int(wide) / 1000 for place, wide in enumerate(WIDTHS.split())}


def letters(said: str) -> float:
    """Give how wide a text is, as a multiple of the size of its type.

    >>> letters("Wi") == 0.944 + 0.222
    True
    """
    return sum(LETTERS.get(letter, 0.9 if ord(letter) > 0x2000 else 0.6) for letter in said)


# A slide is 16 to 9; a page is as wide as the text on A4. Both print as they look. A phone held upright is
# some 390 pixels wide.
SIZES: dict[str, Size] = {
    size.name: size
    for size in (
        Size("slide", "for a slide", 1280, 720, 16, 165, 144, 1.0),
        Size("page", "for a page of text", 640, 0, 10.5, 0, 300, 0.75),
        Size("phone", "for a phone", 366, 0, 11, 0, 192, 1.0),
    )
}


@dataclass(frozen=True)
class Plot:
    """A plot: what it is called, of what it is made, what it does not say, and its chart.

    `rows` are exactly what the chart draws. `alt` says in words what it shows. `chart` makes an Altair
    chart for a size; its data are named `rows`, and put in when it is drawn. `instead` says what there is
    where there is too little to draw. `least` is how many pixels wide a chart has to be whose layout says
    something: on a narrower screen it is moved sideways, within its frame.
    """

    title: str
    subtitle: str
    caution: str
    alt: str
    rows: Rows
    chart: "Callable[[Size], Drawing]"
    instead: str = ""
    least: int = 0


@dataclass(frozen=True)
class Datum:
    """A row that a chart draws, which Vega calls a datum. Each plot has a dataclass for its own.

    Its fields are the columns. A thing is a `NamedNode`; all else are texts and numbers, or None.
    """


D = TypeVar("D", bound=Datum)


def tabled(kind: type[D], drawn: Sequence[D], **columns: str) -> Rows:
    """Give what is drawn as a table. A field may be given another name for its column."""
    names = [field.name for field in fields(kind)]
    return Rows(
        tuple(columns.get(name, name) for name in names),
        tuple(tuple(_term(getattr(datum, name)) for name in names) for datum in drawn),
    )


def _term(told: NamedNode | str | int | Decimal | None) -> NamedNode | Literal | None:
    if told is None or isinstance(told, NamedNode):
        return told
    if isinstance(told, str):
        return Literal(told)
    datatype = XSD.integer if isinstance(told, int) else XSD.decimal
    return Literal(f"{told:f}" if isinstance(told, Decimal) else str(told), datatype=datatype)


def listed(names: Sequence[str]) -> str:
    """Give names as a list in words.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@dataclass(frozen=True)
class Denominator:
    """How many publications report any influence themselves, and of how many what is not known."""

    publications: int = 0
    without_year: int = 0
    without_country: int = 0
    without_design: int = 0

    def __str__(self) -> str:
        return f"n = {many(self.publications, 'named publication')}"


def denominator_of(ask: Ask) -> Denominator:
    """Give from how many publications all own or coded findings come."""
    for row in records(ask, EvidenceTotals, directness=COUNTED.iri):
        return Denominator(row.publications, row.without_year, row.without_country, row.without_design)
    return Denominator()


def reviews_of(labels: Iterable[str]) -> str:
    """Give the names of the reviews that rows are from."""
    return listed(list(dict.fromkeys(labels))) or "no review"


def distinct(things: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give things by IRI with their labels, in their order; where two have one label, their names as well.

    >>> distinct([("x:/1", "B"), ("x:/2", "B"), ("x:/1", "B")])
    {'x:/1': 'B (1)', 'x:/2': 'B (2)'}
    """
    labels = dict(things)
    known = list(labels.values())
    return {
        iri: label if known.count(label) == 1 else f"{label} ({iri.rsplit('/', 1)[-1]})"
        for iri, label in labels.items()
    }
