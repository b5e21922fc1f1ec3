"""Rows as text. A new format is one function and its record in `ROW_FORMATS`."""

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from determinants.ground.headings import heading
from determinants.ground.spelling import seen, signs
from determinants.store.solutions import ComingRows, Rows, Value
from determinants.write.formats import Format
from determinants.write.wrapping import hanging, padded, wrapped

GAP = 2
NARROW = 80  # columns, below which no word is broken at all
WORD = 24  # what is longer is an address, and may be broken
RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Rows) -> str:
    """Give CSV for spreadsheets: a text that one would run as a formula gets an apostrophe before it."""
    return "".join(csv_lines(table))


def as_tsv(table: Rows) -> str:
    """Give tab-separated values for spreadsheets, with the same care."""
    return "".join(tsv_lines(table))


def csv_lines(table: Rows | ComingRows) -> Iterator[str]:
    """Yield the lines of `as_csv`, as rows come."""
    return _delimited(table, ",")


def tsv_lines(table: Rows | ComingRows) -> Iterator[str]:
    """Yield the lines of `as_tsv`, as rows come."""
    return _delimited(table, "\t")


def _delimited(table: Rows | ComingRows, delimiter: str) -> Iterator[str]:
    yield _line(table.columns, delimiter)
    for record in table.records():
        yield _line([_harmless(cell) for cell in record.values()], delimiter)


def _line(cells: Sequence[str], delimiter: str) -> str:
    """Write one row. The library quotes a carriage return only where lines end in one: so they do here."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"


def _harmless(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(RISKY) else cell
    return shown(cell)


def as_json(table: Rows) -> str:
    """Give a JSON list of objects; what is not known is null."""
    return json.dumps(list(map(jsonable, table.records())), ensure_ascii=False, indent=2) + "\n"


def as_jsonl(table: Rows) -> str:
    """Give one JSON object a line."""
    return "".join(json_line(jsonable(row)) for row in table.records())


def json_line(record: Mapping[str, object]) -> str:
    """Give an object as a line of JSON."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def jsonable(record: Mapping[str, Value]) -> dict[str, Value]:
    """Give a row as JSON has it."""
    return {name: json_value(cell) for name, cell in record.items()}


def json_value(cell: Value) -> Value:
    """Give a value as JSON has it."""
    # JSON has no decimals and no infinite numbers. A float is exact for all that is printed here.
    if isinstance(cell, Decimal):
        return float(cell)
    return str(cell) if isinstance(cell, float) and not math.isfinite(cell) else cell


def as_markdown(table: Rows) -> str:
    """Give a Markdown table."""
    return markdown(table.columns, (list(record.values()) for record in table.records())) + "\n"


def markdown(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Give rows under columns as a Markdown table, without the end of its last line."""

    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(map(in_markdown, cells))} |"

    body = [line(map(shown, row)) for row in rows]
    return "\n".join([line(map(heading, columns)), line(["---"] * len(columns)), *body])


def as_table(table: Rows, width: int = 100) -> str:
    """Give a table for people, wrapped to `width` columns of a terminal; where that is too narrow, a list.

    No word of a head is broken: where the heads do not fit beside each other, each row is a block of lines.
    """
    if not table.rows or not table.columns:
        return "nothing found\n"
    header = list(map(heading, table.columns))
    if len(set(header)) < len(header):  # a thing stands beside its label
        header = [column.replace("_", " ") for column in table.columns]
    header = list(map(seen, header))
    body = [[seen(shown(cell)) for cell in record.values()] for record in table.records()]
    widths = _widths(header, body, width)
    if widths is None:
        return _listed(header, body, width)
    lines = (line for row in (header, *body) for line in _beside(row, widths))
    return "".join(f"{line}\n" for line in lines)


def _beside(row: list[str], widths: list[int]) -> Iterator[str]:
    """Yield the lines of a row whose cells stand beside each other."""
    cells = [
        [part for line in cell.splitlines() for part in wrapped(line, wide) or [""]]
        for cell, wide in zip(row, widths, strict=True)
    ]
    for parts in zip_longest(*cells, fillvalue="") if any(cells) else [[""] * len(cells)]:
        shown = (padded(part, wide + GAP) for part, wide in zip(parts, widths, strict=True))
        yield "".join(shown).rstrip()


def _listed(header: list[str], body: list[list[str]], width: int) -> str:
    """Give each row as a block of lines, what is empty left out."""
    beside = min(max(map(signs, header)), width // 3) + GAP
    blocks = []
    for row in body:
        told = ((head, cell) for head, cell in zip(header, row, strict=True) if cell)
        lines = (
            line
            for head, cell in told
            for line in hanging(
                padded(head, beside) if signs(head) < beside else f"{head} ", cell, width, hyphens=True
            )
        )
        blocks.append("".join(f"{line.rstrip()}\n" for line in lines))
    return "\n".join(blocks)


def _widths(header: list[str], body: list[list[str]], width: int) -> list[int] | None:
    """Share the width among columns: narrow ones get what they need, wide ones the same part of the rest.

    None is narrower than the longest word of its head and, if there is room, of its cells. Nothing, where
    there is no room for that.
    """
    columns = list(zip(header, *body, strict=True))
    needs = [max(signs(line) for cell in column for line in cell.splitlines() or [""]) for column in columns]
    heads = [max(map(signs, head.split()), default=1) for head in header]
    words = [max(head, min(_word(column), WORD)) for head, column in zip(heads, columns, strict=True)]
    left = width - GAP * len(needs)
    least = words if sum(words) <= left or width < NARROW else heads
    if sum(least) > left:
        return None
    shares, wanted = dict.fromkeys(range(len(needs)), 0), sum(least)
    for done, place in enumerate(sorted(shares, key=needs.__getitem__)):
        wanted -= least[place]
        fair = max(least[place], min(needs[place], left // (len(needs) - done)))
        shares[place] = max(1, min(fair, left - wanted))
        left -= shares[place]
    return list(shares.values())


def _word(cells: Sequence[str]) -> int:
    """Give how wide the longest word of some cells is."""
    return max((signs(word) for cell in cells for word in cell.split()), default=1)


def in_markdown(cell: str) -> str:
    """Put a cell on one line, as it can be seen, and keep its bars from ending it: a line is a row."""
    return " ".join(seen(cell).splitlines()).replace("\\", "\\\\").replace("|", "\\|")


def shown(cell: Value) -> str:
    """Give a value as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


ROW_FORMATS: dict[str, Format[Rows]] = {
    made.name: made
    for made in (
        Format("table", ".txt", "text/plain", "for people", as_table),
        Format("csv", ".csv", "text/csv", "for spreadsheets", as_csv),
        Format("tsv", ".tsv", "text/tab-separated-values", "for spreadsheets", as_tsv),
        Format("json", ".json", "application/json", "for programs", as_json),
        Format("jsonl", ".jsonl", "application/jsonl", "for programs, a line for each row", as_jsonl),
        Format("markdown", ".md", "text/markdown", "for documents", as_markdown),
    )
}
