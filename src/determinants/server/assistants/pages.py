"""An answer as an assistant gets it: so many rows at once, what is left out, and the call that goes on.

The same stands there twice: as text that can be read, and as an object for programs. Both together are kept
to `BYTES`, as they are sent.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from determinants.ground.problems import UsageError
from determinants.ground.spelling import seen
from determinants.ground.vocab import BASE
from determinants.ground.words import many
from determinants.server.assistants.arguments import unknown
from determinants.server.assistants.portions import (
    CELL,
    MAIN,
    ROWS,
    Asked,
    Part,
    Record,
    Source,
    Whole,
    part_of,
)
from determinants.store.solutions import Value
from determinants.write import row_formats

BYTES = 20_000
AROUND = 200  # bytes that the protocol puts around an answer
SHORTEST = 40  # characters of a cell in a row that is too long


@dataclass(frozen=True)
class Page:
    """What is sent: a text, and the same as an object."""

    text: str
    content: Mapping[str, Any]

    @property
    def size(self) -> int:
        """How many bytes both have as JSON."""
        sent = json.dumps([self.text, self.content], ensure_ascii=False)
        return AROUND + len(sent.encode("utf-8", "replace"))


def page(whole: Whole, asked: Asked, shape: Callable[[Sequence[Record]], Sequence[Record]]) -> Page:
    """Give as much of an answer as is sent at once; `shape` adds what rows lack.

    Raises:
        KeyError: if the answer has no such part.
        UnknownName: if it has no such column.

    """
    source = whole.tables[asked.part]
    wanted = shape(source.rows(asked.offset, ROWS))
    if asked.chooses and wanted:
        known = list(dict.fromkeys(column for record in wanted for column in record))
        for name in asked.columns:
            if name not in known:
                raise unknown("column of this answer", name, known)
    main, made = _first(whole, asked, source, wanted)
    if asked.part != MAIN or asked.offset or main.end < source.total or asked.chooses:
        return made
    return _filled(whole, asked, main, made, shape)


def _first(whole: Whole, asked: Asked, source: Source, wanted: Sequence[Record]) -> tuple[Part, Page]:
    """Give as many of some rows as are sent at once: one at least, its texts cut where it is too long.

    Raises:
        UsageError: if even that is too long.

    """
    longest = CELL
    while True:
        part = part_of(wanted, source, asked.offset, asked, longest)
        made = _made(whole, asked, {asked.part: part})
        if made.size <= BYTES:
            return part, made
        if len(wanted) > 1:
            wanted = wanted[: max(1, min(len(wanted) - 1, len(wanted) * BYTES // made.size))]
        elif longest > SHORTEST:
            longest //= 2
        else:
            raise UsageError(
                "one row of this answer is longer than what is sent at once: ask for less of it."
            )


def _filled(
    whole: Whole, asked: Asked, main: Part, made: Page, shape: Callable[[Sequence[Record]], Sequence[Record]]
) -> Page:
    """Give a page with as much of the other tables as it has room for, in their order."""
    parts, left = {MAIN: main}, ROWS - len(main.records)
    for name, table in whole.tables.items():
        if name == MAIN:
            continue
        records = shape(table.rows(0, left))
        while records:
            tried = parts | {name: part_of(records, table, 0, asked, CELL)}
            more = _made(whole, asked, tried)
            if more.size <= BYTES:
                parts, made, left = tried, more, left - len(records)
                break
            records = records[:-1]
        if len(records) < table.total:
            break
    return made


def _made(whole: Whole, asked: Asked, parts: Mapping[str, Part]) -> Page:
    first, others = parts[asked.part], {name: part for name, part in parts.items() if name != asked.part}
    left, go_on = _left_out(whole, asked, parts)
    facts = whole.facts if asked.offset == 0 and asked.part == MAIN else {}
    onward = whole.onward if asked.offset == 0 and asked.part == MAIN else ()
    content: dict[str, Any] = {
        "notes": list(whole.notes),
        **({"facts": dict(facts)} if facts else {}),
        "part": asked.part,
        "offset": asked.offset,
        "total": first.total,
        "rows": _rows(first),
        **({"tables": {name: _rows(part) for name, part in others.items()}} if others else {}),
        **({"left_out": left} if left else {}),
        **({"go_on": go_on} if go_on else {}),
        **({"next": list(onward)} if onward else {}),
    }
    blocks = list(map(seen, whole.notes))
    if facts:
        blocks.append("\n".join(f"{_words(name)}: {_shown(fact)}" for name, fact in facts.items()))
    tables = [_table(name, part) for name, part in parts.items() if part.records or not whole.notes]
    blocks += [table.replace(BASE, "") for table in tables]
    if any(BASE in table for table in tables):
        blocks.append(f"A path such as publication/gillard2013 stands below {BASE}; tools take it as it is.")
    if left:
        blocks.append(f"Left out: {'; '.join(left)}.")
    if go_on:
        blocks.append("\n".join(["To go on:", *go_on]))
    if onward:
        blocks.append("\n".join(["Next:", *onward]))
    return Page("\n\n".join(filter(None, blocks)), content)


def _rows(part: Part) -> list[dict[str, Value]]:
    return [row_formats.jsonable(record) for record in part.records]


def _words(name: str) -> str:
    return name.replace("_", " ")


def _shown(fact: object) -> str:
    if isinstance(fact, str):
        return seen(fact)
    return seen(json.dumps(fact, ensure_ascii=False))


def _table(name: str, part: Part) -> str:
    """Give rows as a table in Markdown; what all of them say is said once, before it."""
    if not part.records:
        return (
            f"{_words(name).capitalize()}: none."
            if not part.total
            else f"{_words(name)}: none from there on."
        )
    columns = list(part.records[0])
    head = (
        f"{_words(name).capitalize()} {part.offset + 1} to {part.end} of "
        f"{'more than ' if part.more else ''}{part.total}:"
    )
    same = {
        column: part.records[0][column]
        for column in columns
        if len(part.records) > 2 and len({record[column] for record in part.records}) == 1
    }
    said = "; ".join(f"{column} = {seen(row_formats.shown(value))}" for column, value in same.items())
    rest = [column for column in columns if column not in same]
    lines = [
        f"| {' | '.join(cells)} |"
        for cells in (
            rest,
            ["---"] * len(rest),
            *(
                [row_formats.in_markdown(row_formats.shown(record[column])) for column in rest]
                for record in part.records
            ),
        )
    ]
    return "\n".join([head, *([f"In each row: {said}."] if said else []), *([""] if said else []), *lines])


def _left_out(whole: Whole, asked: Asked, parts: Mapping[str, Part]) -> tuple[list[str], list[str]]:
    """Say what of an answer is not here, and give the calls that have it."""
    left, calls = [], []
    for name, part in parts.items():
        if part.end < part.total:
            least = "at least " if part.more else ""
            of = "" if name == MAIN else f" of '{_words(name)}'"
            left.append(f"{least}{many(part.total - part.end, 'row')}{of} after these")
            calls.append(asked.again(**({} if name == MAIN else {"part": name}), offset=part.end))
    if asked.part == MAIN and asked.offset == 0:
        for name, table in whole.tables.items():
            if name not in parts:
                left.append(f"the table '{_words(name)}' ({many(table.total, 'row')})")
                calls.append(asked.again(part=name))
    if dropped := tuple(dict.fromkeys(column for part in parts.values() for column in part.dropped)):
        why = "that were not asked for" if asked.chooses else "that others stand for"
        left.append(f"columns {why} ({', '.join(dropped)}; columns='all' gives all)")
    if empty := tuple(dict.fromkeys(column for part in parts.values() for column in part.empty)):
        left.append(f"columns with nothing in these rows ({', '.join(empty)})")
    if cut := sum(part.cut for part in parts.values()):
        left.append(f"the end of {many(cut, 'long text')} (…)")
    return left, calls
