"""A spreadsheet of OpenDocument (.ods) → its sheets, each as rows of texts, as they would stand in CSV."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from determinants.tables.spreadsheets import MOST, UNPACKED, WIDEST, NotAWorkbook, Sheet, declares

CONTENT = "content.xml"
TABLE, OFFICE, TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{part}:1.0}}" for part in ("table", "office", "text")
)
# What counts of a cell that is no text is its value: what is shown may be rounded, or in local words.
VALUES = {
    "float": "value",
    "percentage": "value",
    "currency": "value",
    "date": "date-value",
    "boolean": "boolean-value",
}


def sheets(content: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a spreadsheet.

    Raises:
        NotAWorkbook: if it cannot be read, or has more rows than any form.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if packed.getinfo(CONTENT).file_size > UNPACKED:
                raise NotAWorkbook("the workbook is too large when it is unpacked.")
            read = packed.read(CONTENT)
        if declares(read):
            raise NotAWorkbook("it declares entities, which no program that writes workbooks does.")
        tables = list(ElementTree.fromstring(read).iter(f"{TABLE}table"))
    except NotAWorkbook:
        raise
    except Exception as error:  # a damaged file leads the libraries to whatever it does
        raise NotAWorkbook(f"it is not a workbook that can be read ({type(error).__name__}).") from None
    for table in tables:
        yield Sheet(table.get(f"{TABLE}name", ""), _rows(table))


def _rows(table: ElementTree.Element) -> list[list[str]]:
    """Give the rows down to the last that is not empty, all as wide as the widest."""
    rows: list[list[str]] = []
    merged: dict[int, tuple[int, str]] = {}  # by column: for how many rows yet, and what they show
    empty = 0
    for row in table.iter(f"{TABLE}table-row"):
        times = _times(row, "rows")
        cells = _cells(row, merged)
        if not any(cells):
            empty += times
            continue
        if len(rows) + empty + times > MOST:
            name = table.get(f"{TABLE}name", "")
            raise NotAWorkbook(f"the sheet '{name}' has more than {MOST:,} rows, as no form has.")
        rows += [[] for _ in range(empty)] + [list(cells) for _ in range(times)]
        empty = 0
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _cells(row: ElementTree.Element, merged: dict[int, tuple[int, str]]) -> list[str]:
    """Give the cells of a row, and take note of those that are merged with ones below."""
    cells: list[str] = []
    for cell in row:
        if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            continue
        for _ in range(min(_times(cell, "columns"), WIDEST - len(cells))):
            column = len(cells)
            left, shown = merged.get(column, (0, ""))
            if left:
                merged[column] = (left - 1, shown)
                cells.append(shown)
                continue
            cells.append(_shown(cell))
            spans = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
            if spans > 1:
                merged[column] = (spans - 1, cells[-1])
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _times(element: ElementTree.Element, what: str) -> int:
    return int(element.get(f"{TABLE}number-{what}-repeated", "1"))


def _shown(cell: ElementTree.Element) -> str:
    """Give a cell as it would stand in CSV: a day as 2026-01-31, a whole number without a point."""
    kind = cell.get(f"{OFFICE}value-type", "string")
    value = cell.get(f"{OFFICE}{VALUES[kind]}", "") if kind in VALUES else ""
    match kind:
        case "date":
            return value[:10]
        case "boolean":
            return "yes" if value == "true" else "no"
        case "float" | "percentage" | "currency":
            return value.removesuffix(".0")
        case _:
            paragraphs = (part for part in cell if part.tag == f"{TEXT}p")  # and not those of a remark on it
            return "\n".join("".join(_text(part)) for part in paragraphs)


def _text(part: ElementTree.Element) -> Iterator[str]:
    yield part.text or ""
    for inner in part:
        if inner.tag == f"{TEXT}s":
            yield " " * int(inner.get(f"{TEXT}c", "1"))
        elif inner.tag in {f"{TEXT}line-break", f"{TEXT}tab"}:
            yield " "
        elif inner.tag != f"{OFFICE}annotation":
            yield from _text(inner)
        yield inner.tail or ""
