"""What is told of an answer, whichever way it leaves: its rows, its other tables, its numbers, its sentences.

One value is behind all formats, so that none knows less than another. What a table on a terminal shows is
made of blocks; what is a sentence there (`Note`) is a note in `json`, and every other word of it comes from
rows, tables or numbers that `json` has as well. A law holds each command to that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from determinants.ground.spelling import seen
from determinants.store.solutions import Rows, Value
from determinants.write import row_formats
from determinants.write.wrapping import hanging, wrapped

Fact = Value | Sequence[Value] | Mapping[str, Value]
Table = Sequence[Mapping[str, Value]]


class Note(str):
    """Sentences that stand for themselves, caveats among them: wrapped on a terminal, whole elsewhere."""

    __slots__ = ()


class Hanging(NamedTuple):
    """A text after a head, and below itself where it is too long for a line."""

    head: str
    text: str


# A plain string is a line as it is; rows are a table.
Block = str | Note | Hanging | Rows


@dataclass(frozen=True)
class Told:
    """An answer as it leaves: `rows` are its main table, of which `csv` and its like have no more.

    `blocks` are what people read, in order; `tables` and `facts` are, by name, what these show beside the
    main table: other rows, and single numbers or texts. `onward` are the commands for the next step.
    """

    rows: Rows
    blocks: tuple[Block, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    onward: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences, each once."""
        said = (" ".join(block.split()) for block in self.blocks if isinstance(block, Note))
        return tuple(dict.fromkeys(filter(None, said)))

    @property
    def known(self) -> Mapping[str, Fact]:
        """The numbers and texts, and the commands for the next step, by name."""
        return {**self.facts, **({"next": list(self.onward)} if self.onward else {})}

    @property
    def alone(self) -> bool:
        """Whether the answer is one table and nothing else; then `json` is a list of its rows."""
        return not (self.facts or self.tables) and all(isinstance(block, Rows) for block in self.blocks)

    def text(self, width: int) -> str:
        """Give what people read, wrapped to a width."""
        return "".join(f"{line}\n" for line in (*_lines(self.blocks, width), *_next(self.onward)))


def on(topics: Mapping[str, str], review: str | None) -> str:
    """Give what a review is about, to stand after its name; empty where its tables do not say.

    >>> on({"r": "school gardens"}, "r"), on({}, "r")
    (' (on: school gardens)', '')
    """
    said = topics.get(review or "", "")
    return f" (on: {said})" if said else ""


def plain(rows: Rows, view: Sequence[str] = (), *notes: str, onward: tuple[str, ...] = ()) -> Told:
    r"""Give an answer that is one table, of which people see the columns that matter, and perhaps notes.

    >>> from pyoxigraph import Literal
    >>> plain(Rows(("count",), ((Literal(28),),)), (), "It is a count.").text(80)
    'count\n28\n\nIt is a count.\n'
    """
    table = rows.only(view) if view else rows
    return Told(rows, (table, *(block for note in notes for block in ("", Note(note)))), onward=onward)


def _next(commands: Sequence[str]) -> Iterator[str]:
    """Yield the commands for the next step, one a line, so that each can be taken over as it stands."""
    if commands:
        yield ""
    for place, command in enumerate(commands):
        yield f"{'     ' if place else 'Next:'} {seen(command)}"


def _lines(blocks: Iterable[Block], width: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case Note():
                yield from wrapped(seen(block), width)
            case str():
                yield seen(block)
            case Hanging(head, text):
                yield from _hanging(seen(head), seen(text), width)
            case Rows():
                yield from row_formats.as_table(block, width).removesuffix("\n").split("\n")


def _hanging(head: str, text: str, width: int) -> list[str]:
    if len(head) + len(text) <= width and text.isascii() and text == " ".join(text.split()):
        return [head + text]  # as it would be wrapped, which takes longer
    return hanging(head, text, width)
