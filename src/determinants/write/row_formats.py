"""Rows as text. A new format is one function and its record in `ROW_FORMATS`."""

import csv
import io
import json
import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from determinants.store.solutions import Rows, Value
from determinants.write.formats import Format

GAP = 2
RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Rows) -> str:
    """Give CSV for spreadsheets: a text that one would run as a formula gets an apostrophe before it."""
    return _delimited(table, ",")


def as_tsv(table: Rows) -> str:
    """Give tab-separated values for spreadsheets, with the same care."""
    return _delimited(table, "\t")


def _delimited(table: Rows, delimiter: str) -> str:
    rows = [table.columns, *([_harmless(cell) for cell in record.values()] for record in table.records())]
    return "".join(_line(row, delimiter) for row in rows)


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
    return "".join(json.dumps(jsonable(row), ensure_ascii=False) + "\n" for row in table.records())


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
    """Give a table for people, wrapped to `width` characters."""
    from prettytable import PrettyTable, TableStyle

    if not table.rows or not table.columns:
        return "nothing found\n"
    header = list(map(heading, table.columns))
    if len(set(header)) < len(header):  # a thing stands beside its label
        header = [column.replace("_", " ") for column in table.columns]
    body = [[shown(cell) for cell in record.values()] for record in table.records()]
    widths = _widths([header, *body], width)
    names = ["\n".join(textwrap.wrap(name, wide)) for name, wide in zip(header, widths, strict=True)]
    pretty = PrettyTable(names)
    pretty.set_style(TableStyle.PLAIN_COLUMNS)
    pretty.align = "l"
    pretty.left_padding_width, pretty.right_padding_width = 0, GAP
    pretty.max_width = dict(zip(names, widths, strict=True))
    pretty.add_rows(body)
    return "\n".join(line.rstrip() for line in pretty.get_string().splitlines()) + "\n"


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """Share the width among columns: narrow ones get what they need, wide ones the same part of the rest."""
    needs = [max(map(len, column)) for column in zip(*rows, strict=True)]
    left, shares = width - GAP * len(needs), dict.fromkeys(range(len(needs)), 0)
    for done, place in enumerate(sorted(shares, key=needs.__getitem__)):
        shares[place] = max(1, min(needs[place], left // (len(needs) - done)))
        left -= shares[place]
    return list(shares.values())


def in_markdown(cell: str) -> str:
    """Put a cell on one line, where a line is a row, and keep its bars from ending it."""
    return " ".join(cell.splitlines()).replace("\\", "\\\\").replace("|", "\\|")


def heading(column: str) -> str:
    """Give the words over a column.

    >>> heading("influence_label")
    'influence'
    """
    return column.removesuffix("_label").replace("_", " ")


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
