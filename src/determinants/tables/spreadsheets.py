"""A workbook → its sheets, each as rows of texts, as they would stand in CSV.

What a merged range shows holds for each of its rows.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from determinants.ground.problems import UsageError

UNPACKED = 10_000_000  # bytes of a workbook, which is a packed folder
MOST = 20_000  # rows of a sheet
WIDEST = 50  # columns
LISTS = "Choices"  # a sheet of our own, which is not shown, with what may be chosen in the cells of others

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')


class NotAWorkbook(Exception):
    """The bytes are not those of a workbook that can be read; it says why."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its title and its rows, the first of which is line 1."""

    title: str
    rows: list[list[str]]


def sheets(content: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a workbook.

    Raises:
        NotAWorkbook: if it cannot be read, or has more rows than any form.
        UsageError: if the library for it is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        raise UsageError("workbooks need openpyxl: pip install 'determinants[report]'.") from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise NotAWorkbook("the workbook is too large when it is unpacked.")
            if any(declares(packed.read(part)) for part in packed.infolist()):
                raise NotAWorkbook("it declares entities, which no program that writes workbooks does.")
            values, formulas = (
                openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=computed)
                for computed in (True, False)
            )
            found = [
                (sheet.title, _cells(sheet), _cells(behind), _merged(packed, sheet))
                for sheet, behind in zip(values.worksheets, formulas.worksheets, strict=True)
            ]
    except NotAWorkbook:
        raise
    except Exception as error:  # the library raises whatever a damaged file leads it to
        raise NotAWorkbook(f"it is not a workbook that can be read ({type(error).__name__}).") from None
    for title, shown, behind, merged in found:
        if len(shown) > MOST:
            raise NotAWorkbook(f"the sheet '{title}' has more than {MOST:,} rows, as no form has.")
        yield Sheet(title, _filled(_rows(shown, behind), merged))


def declares(part: bytes) -> bool:
    """Whether XML has a document type: what is declared there may grow without end when it is read."""
    return b"<!DOCTYPE" in part.replace(b"\0", b"")  # in UTF-16 as well


Cells = list[tuple[Any, ...]]
Range = tuple[int, int, int]  # a column, and the first and the last of its rows


def _cells(sheet: Any) -> Cells:
    return list(sheet.iter_rows(values_only=True, max_col=WIDEST, max_row=MOST + 1))


def _merged(packed: zipfile.ZipFile, sheet: Any) -> list[Range]:
    """Give the merged ranges of a sheet, of which the library tells nothing while it only reads."""
    part = packed.read(sheet._worksheet_path.lstrip("/"))
    return [(_column(at), int(first), int(last)) for at, first, last in _MERGED.findall(part)]


def _column(letters: bytes) -> int:
    """Give the place of a column from its letters, where `A` is 0."""
    place = 0
    for letter in letters:
        place = 26 * place + letter - ord("A") + 1
    return place - 1


def _rows(shown: Cells, behind: Cells) -> list[list[str]]:
    """Give what cells show. A formula that was never computed shows itself, to be refused."""
    width = max((place for row in shown for place, cell in enumerate(row, 1) if cell is not None), default=0)
    rows = [
        [text(formula if cell is None else cell) for cell, formula in zip(row, formulas, strict=True)]
        for row, formulas in zip(shown, behind, strict=True)
    ]
    width = max([width, *(place for row in rows for place, cell in enumerate(row, 1) if cell)])
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]


def _filled(rows: list[list[str]], merged: list[Range]) -> list[list[str]]:
    """Give each row of a merged range what its first row shows."""
    for column, first, last in merged:
        if first <= len(rows) and column < len(rows[first - 1]):
            for row in rows[first:last]:
                row[column] = rows[first - 1][column]
    return rows


def text(cell: Any) -> str:
    """Give a cell as it would stand in CSV.

    >>> text(True), text(2.0), text(datetime(2026, 1, 31))
    ('yes', '2', '2026-01-31')
    """
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()[:10]
        case _:
            return str(cell)
