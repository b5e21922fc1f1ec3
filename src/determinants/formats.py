"""Tables as text. A new format is one function and its line in `FORMATS`."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal

from determinants.answers import Table, Value

GAP, MIN_WIDTH = 2, 8
RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: Table) -> str:
    """Give CSV for spreadsheets: a text that one would run as a formula gets an apostrophe before it."""
    return _delimited(table, ",")


def as_tsv(table: Table) -> str:
    """Give tab-separated values for spreadsheets, with the same care."""
    return _delimited(table, "\t")


def _delimited(table: Table, delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in record.values()] for record in table.records())
    return out.getvalue()


def _harmless(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(RISKY) else cell
    return _plain(cell)


def as_json(table: Table) -> str:
    """Give a JSON list of objects; what is not known is null."""
    return json.dumps(list(map(_jsonable, table.records())), ensure_ascii=False, indent=2) + "\n"


def as_jsonl(table: Table) -> str:
    """Give one JSON object a line."""
    return "".join(json.dumps(_jsonable(row), ensure_ascii=False) + "\n" for row in table.records())


def _jsonable(record: dict[str, Value]) -> dict[str, Value]:
    # JSON has no decimals; 52.8 is written as 52.8 by way of float, which is exact for what is printed.
    return {name: float(cell) if isinstance(cell, Decimal) else cell for name, cell in record.items()}


def as_markdown(table: Table) -> str:
    """Give a Markdown table."""

    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells) + " |\n"

    body = "".join(line([_plain(cell) for cell in record.values()]) for record in table.records())
    return line([heading(column) for column in table.columns]) + line(["---"] * len(table.columns)) + body


def as_table(table: Table, width: int = 100) -> str:
    """Give a table for people, wrapped to `width` characters."""
    from prettytable import PrettyTable, TableStyle

    if not table.rows:
        return "nothing found\n"
    header = [heading(column) for column in table.columns]
    body = [[_plain(cell) for cell in record.values()] for record in table.records()]
    pretty = PrettyTable(header)
    pretty.set_style(TableStyle.PLAIN_COLUMNS)
    pretty.align = "l"
    pretty.left_padding_width, pretty.right_padding_width = 0, GAP
    pretty.max_width = dict(zip(header, _widths([header, *body], width), strict=True))
    pretty.add_rows(body)
    return "\n".join(line.rstrip() for line in pretty.get_string().splitlines()) + "\n"


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """Share the width among columns: narrow ones get what they need, wide ones the same part of the rest."""
    needs = [max(map(len, column)) for column in zip(*rows, strict=True)]
    left, shares = width - GAP * len(needs), dict.fromkeys(range(len(needs)), 0)
    for done, place in enumerate(sorted(shares, key=needs.__getitem__)):
        shares[place] = max(MIN_WIDTH, min(needs[place], left // (len(needs) - done)))
        left -= shares[place]
    return list(shares.values())


def heading(column: str) -> str:
    """Give the words over a column.

    >>> heading("influence_label")
    'influence'
    """
    return column.removesuffix("_label").replace("_", " ")


def _plain(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


FORMATS: dict[str, Callable[[Table], str]] = {
    "table": as_table,
    "csv": as_csv,
    "tsv": as_tsv,
    "json": as_json,
    "jsonl": as_jsonl,
    "markdown": as_markdown,
}
