"""Filled forms on disk → rows, each with its address: CSV, JSON or a workbook.

A new kind of file is one function and its line in `READERS`.
CSV may be separated by commas, semicolons or tabs: spreadsheet programs choose by the language that they
are set to. Of a workbook, the first sheet is read.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from determinants.model.service import REPLIES
from determinants.problems import Problem, UsageError
from determinants.tables import Entry, Numbered, entries, numbered

LARGEST = 5_000_000  # bytes, also of a workbook when it is unpacked; a form has some twenty thousand
SEPARATORS = ",;\t"


def read(path: Path) -> Iterator[Entry | Problem]:
    """Yield every row of a filled form, and a problem for whatever is not a row.

    Raises:
        UsageError: if the file is of a kind that is not read, or cannot be opened.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path} is not a form: its name must end in {', '.join(READERS)}.")
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be opened: {(error.strerror or 'no reason is given').lower()}."
        ) from None
    name = path.as_posix()
    if len(content) > LARGEST:
        yield _unreadable(name, f"the file is larger than {LARGEST:,} bytes.")
        return
    yield from entries(reader(content, name), name, REPLIES)


def _unreadable(name: str, message: str, line: int = 0, advice: str = "") -> Problem:
    return Problem(
        name, line, "", "not-a-form", message, advice or "Start from a new form: 'determinants form'."
    )


def _csv(content: bytes, name: str) -> Iterator[Numbered | Problem]:
    try:
        text = content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as error:
        yield Problem(
            name,
            content.count(b"\n", 0, error.start) + 1,
            "",
            "not-utf8",
            f"byte {error.start} is not UTF-8.",
            "Save the form as 'CSV UTF-8', or as a workbook (.xlsx).",
        )
        return
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    yield from numbered(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), name)


def _json(content: bytes, name: str) -> Iterator[Numbered | Problem]:
    """Yield the objects of a list as lines, each numbered by the line on which it begins."""
    try:
        text = content.decode("utf-8-sig")
        told = json.loads(text)
    except json.JSONDecodeError as error:
        said = f"it is not JSON: {error.msg.lower()} in column {error.colno}."
        yield _unreadable(name, said, error.lineno, "Mend the file there.")
        return
    except (UnicodeDecodeError, RecursionError):
        yield _unreadable(name, "it is not JSON in UTF-8.")
        return
    if not isinstance(told, list) or not all(isinstance(row, dict) for row in told):
        advice = 'Write a list such as [{"question": "psw-training", "answer": 2}].'
        yield _unreadable(name, "it is not a list of answers.", 1, advice)
        return
    header = list(dict.fromkeys(column for row in told for column in row))
    yield 1, header
    for line, row in zip(_starts(text), told, strict=True):
        yield line, [_text(row.get(column)) for column in header]


def _starts(text: str) -> Iterator[int]:
    """Yield the line on which each part of a JSON list begins."""
    decoder, place = json.JSONDecoder(), text.index("[") + 1
    while True:
        while text[place] in " \t\r\n,":
            place += 1
        if text[place] == "]":
            return
        yield text.count("\n", 0, place) + 1
        _, place = decoder.raw_decode(text, place)


def _workbook(content: bytes, name: str) -> Iterator[Numbered | Problem]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise UsageError("workbooks need openpyxl: pip install 'determinants[report]'.") from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > 10 * LARGEST:
                yield _unreadable(name, "the workbook is too large when it is unpacked.")
                return
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True, max_col=50, max_row=20_000))
    except Exception as error:  # the library raises whatever a damaged file leads it to
        yield _unreadable(name, f"it is not a workbook that can be read ({type(error).__name__}).")
        return
    width = max(
        (place for row in rows[:1] for place, cell in enumerate(row, 1) if cell is not None), default=0
    )
    for line, row in enumerate(rows, 1):
        yield line, [*map(_text, row[:width]), *[""] * (width - len(row))]


def _text(cell: Any) -> str:
    """Give a cell as it would stand in CSV."""
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


READERS: dict[str, Callable[[bytes, str], Iterator[Numbered | Problem]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".json": _json,
    ".xlsx": _workbook,
}
