"""What a plot is before it is drawn: its words, its rows, and how a chart is made of them for a size."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from determinants.ground.vocab import XSD
from determinants.store.solutions import Rows, Term, value

if TYPE_CHECKING:
    import altair as alt

    Drawing = alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart

Ask = Callable[..., Rows]


# The user's own services, of which there may be none.
OWN = ("site_label", "ordinal", "influence_label", "score", "total")


@dataclass(frozen=True)
class Size:
    """What a picture is for: its width in pixels, the size of its type, and how tall it should be."""

    name: str
    width: int
    height: int
    font: float
    heading: int  # what title, subtitle and caution take from the height
    dots: int  # of a picture made of dots, per inch
    scale: float  # what a pixel is there

    def lines(self, said: str, room: float, font: float | None = None) -> list[str]:
        """Break a text into lines that fit into so many pixels; a word that does not fit is broken.

        >>> SIZES["page"].lines("Staff willingness and ability to work with PSWs", 150)
        ['Staff willingness and ability to', 'work with PSWs']
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


# A slide is 16 to 9; a page is as wide as the text on A4. Both print as they look.
SIZES = {
    "slide": Size("slide", 1280, 720, 16, 165, 144, 1.0),
    "page": Size("page", 640, 0, 10.5, 0, 300, 0.75),
}


@dataclass(frozen=True)
class Plot:
    """A plot: what it is called, of what it is made, what it does not say, and its chart.

    `rows` are exactly what the chart draws. `alt` says in words what it shows. `chart` makes an Altair
    chart for a size; its data are named `rows`, and put in when it is drawn.
    """

    title: str
    subtitle: str
    caution: str
    alt: str
    rows: Rows
    chart: "Callable[[Size], Drawing]"


Row = Mapping[str, Term | None]


def terms(table: Rows) -> list[Row]:
    """Give the rows of a table as column → term."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def tabled(columns: Sequence[str], rows: Sequence[Row]) -> Rows:
    """Give rows as a table with these columns; what a row does not have is not bound."""
    return Rows(tuple(columns), tuple(tuple(row.get(column) for column in columns) for row in rows))


def literal(value: str | int | Decimal) -> Literal:
    """Give the literal of a text or number."""
    if isinstance(value, str):
        return Literal(value)
    datatype = XSD.integer if isinstance(value, int) else XSD.decimal
    return Literal(f"{value:f}" if isinstance(value, Decimal) else str(value), datatype=datatype)


def text(term: Term | None) -> str:
    """Give a term as text; nothing is the empty text."""
    said = value(term)
    return "" if said is None else str(said)


def number(term: Term | None) -> int:
    """Give a count; what is not there counts nothing."""
    said = value(term)
    return int(said) if said is not None else 0


def many(count: int, what: str) -> str:
    """Give a number with its noun.

    >>> many(1, "publication"), many(2, "country")
    ('1 publication', '2 countries')
    """
    plural = what[:-1] + "ies" if what.endswith("y") else what + "s"
    return f"{count} {what if count == 1 else plural}"


def listed(names: Sequence[str]) -> str:
    """Give names as a list in words.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def distinct(rows: Sequence[Row], thing: str) -> dict[str, str]:
    """Give things with their labels, in the order of rows; where two have one label, their names as well.

    >>> from pyoxigraph import NamedNode
    >>> twice = [{"a": NamedNode(f"x:/{name}"), "a_label": Literal("B")} for name in "12"]
    >>> distinct(twice, "a")
    {'x:/1': 'B (1)', 'x:/2': 'B (2)'}
    """
    labels = {text(row[thing]): text(row[f"{thing}_label"]) for row in rows}
    known = list(labels.values())
    return {
        iri: label if known.count(label) == 1 else f"{label} ({iri.rsplit('/', 1)[-1]})"
        for iri, label in labels.items()
    }
