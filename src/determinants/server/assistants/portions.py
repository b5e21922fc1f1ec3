"""What is asked for of an answer: which table, from which row on, which columns; and the rows of that."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from determinants.ground.values import BASIS, CONFIDENCE, DIRECTION, DIRECTNESS
from determinants.store.solutions import Rows, Value
from determinants.write import row_formats
from determinants.write.telling import Told

ROWS = 25
CELL = 1_200  # characters of a cell
CALL = 1_000  # characters of a call that is said again
MAIN = "rows"
ALL, LEAN = "all", "main"
NAMED = {each.iri for values in (BASIS, CONFIDENCE, DIRECTION, DIRECTNESS) for each in values}
LONG = ("citation", "doi_link")  # what a DOI and a label lead to as well

Record = Mapping[str, Value]


def call(tool: str, arguments: Mapping[str, object]) -> str:
    """Give a call as text.

    >>> call("studies", {"thing": "psw-training", "offset": 25})
    'studies {"thing": "psw-training", "offset": 25}'
    """
    return f"{tool} {json.dumps(dict(arguments), ensure_ascii=False)}"


@dataclass(frozen=True)
class Asked:
    """A call of a tool, as it is made again to go on; and what is asked for of its answer."""

    tool: str
    arguments: Mapping[str, object]
    part: str = MAIN
    offset: int = 0
    columns: tuple[str, ...] = (LEAN,)

    @property
    def chooses(self) -> bool:
        """Whether columns are asked for by name."""
        return self.columns not in {(LEAN,), (ALL,)}

    def again(self, **other: object) -> str:
        """Give the call with other arguments, as text; of a long one, only these."""
        said = call(self.tool, {**self.arguments, **other})
        return said if len(said) <= CALL else f"the same call with {json.dumps(other, ensure_ascii=False)}"


@dataclass(frozen=True)
class Part:
    """Rows of one table that are shown, from which on, and how many there are in all."""

    records: Sequence[Mapping[str, Value]]
    offset: int
    total: int
    more: bool = False  # whether there are yet more than were counted
    empty: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    cut: int = 0

    @property
    def end(self) -> int:
        """How many rows stand before what is left."""
        return self.offset + len(self.records)


@dataclass(frozen=True)
class Source:
    """A table of an answer: so many rows from which on, how many it has, and whether there are yet more."""

    rows: Callable[[int, int], Sequence[Record]]
    total: int
    more: bool = False


@dataclass(frozen=True)
class Whole:
    """All that may be sent of an answer, however much it is."""

    notes: Sequence[str] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Source] = field(default_factory=dict)
    onward: Sequence[str] = ()


def of_rows(rows: Rows) -> Source:
    """Give rows as a table of which only those are turned into values that are shown."""
    return Source(
        lambda offset, count: list(Rows(rows.columns, rows.rows[offset : offset + count]).records()),
        len(rows),
    )


def of_records(records: Sequence[Record]) -> Source:
    """Give records as a table."""
    return Source(lambda offset, count: records[offset : offset + count], len(records))


def of_told(told: Told, notes: Sequence[str], onward: Sequence[str]) -> Whole:
    """Give what is told of an answer, with more notes, and calls for the next step in place of commands."""
    tables = {MAIN: of_rows(told.rows)} | {
        name: of_records(records) for name, records in told.tables.items() if records
    }
    facts = {name: _fact(fact) for name, fact in told.facts.items() if fact not in (None, "", (), [], {})}
    return Whole(tuple(dict.fromkeys([*told.notes, *notes])), facts, tables, onward)


def _fact(fact: Any) -> Any:
    if isinstance(fact, Mapping):
        return row_formats.jsonable(fact)
    if isinstance(fact, Sequence) and not isinstance(fact, str):
        return [row_formats.json_value(each) for each in fact]
    return row_formats.json_value(fact)


def part_of(records: Sequence[Record], source: Source, offset: int, asked: Asked, longest: int) -> Part:
    """Shape rows: without what is empty in all of them, and in short without what another column says too."""
    columns = tuple(dict.fromkeys(column for record in records for column in record))
    empty = tuple(name for name in columns if all(record.get(name) in (None, "") for record in records))
    dropped = tuple(
        name for name in columns if name not in empty and _is_dropped(name, columns, records, asked.columns)
    )
    shown, cut = [], 0
    for record in records:
        row = {}
        for name in columns:
            if name in empty or name in dropped:
                continue
            value = record.get(name)
            if isinstance(value, str) and len(value) > longest:
                value, cut = f"{value[:longest]}…", cut + 1
            row[name] = value
        shown.append(row)
    return Part(shown, offset, source.total, source.more, empty, dropped, cut)


def _is_dropped(name: str, columns: Sequence[str], records: Sequence[Record], wanted: Sequence[str]) -> bool:
    """Whether a column is left out: of those that are wanted, or of the main ones, it is none."""
    if wanted == (LEAN,):
        return _said_twice(name, columns, records)
    return wanted != (ALL,) and name not in wanted


def _said_twice(name: str, columns: Sequence[str], records: Sequence[Record]) -> bool:
    """Whether a column says what another does: a named value has its label, a publication its DOI."""
    if name in LONG:
        return "doi" in columns
    if f"{name}_label" not in columns:
        return False
    return {str(record[name]) for record in records if record.get(name) not in (None, "")} <= NAMED
