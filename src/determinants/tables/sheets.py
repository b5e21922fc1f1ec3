"""Filled forms on disk → rows, each with its address: CSV, JSON or a workbook.

A new kind of file is one function and its line in `READERS`.

CSV may be separated by commas, semicolons or tabs: spreadsheet programs choose by the language that they
are set to. Of a workbook, the first sheet is read that has a column `question`.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from determinants.ground.problems import Problem, UsageError
from determinants.tables.lines import Entry, Numbered, entries, numbered
from determinants.tables.model.replies import REPLIES

LARGEST = 5_000_000  # bytes; a form has some forty thousand
UNPACKED = 10 * LARGEST  # of a workbook, which is a packed folder
MOST = 20_000  # rows of a workbook
SEPARATORS = ",;\t"
WHO = ("site", "date", "rater", "note")  # without these, an answer can still be checked

SAVE_AS = "Open it in your spreadsheet program and save it as .xlsx, or as 'CSV UTF-8'."

Lines = Iterator[Numbered | Problem]


def read(path: Path) -> Iterator[Entry | Problem]:
    """Yield every row of a filled form, and a problem for whatever is not a row.

    A row whose site, day or rater cannot be read is a problem, and yielded as well, as of a site that no
    other row is of: so its answer is checked with the others.

    Raises:
        UsageError: if the file is of a kind that is not read, or cannot be opened.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path} is not a form that can be read ({', '.join(READERS)}). {SAVE_AS}")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is not a file.")
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "no reason is given").lower()
        raise UsageError(f"{path} cannot be opened: {reason}.") from None
    name = path.as_posix()
    if len(content) > LARGEST:
        yield _unreadable(name, f"the file is larger than {LARGEST:,} bytes, as no form is.")
        return
    yield from _checked(list(_tidy(reader(content, name), name)), name)


def _checked(lines: list[Numbered | Problem], name: str) -> Iterator[Entry | Problem]:
    found = list(entries(iter(lines), name, REPLIES))
    yield from found
    wrong: dict[int, set[str]] = {}
    for each in found:
        if isinstance(each, Problem) and each.line:
            wrong.setdefault(each.line, set()).add(each.column)
    whole = [line for line in lines if not isinstance(line, Problem)]
    if not whole:
        return
    first, header = whole[0]
    if "question" in header and "answer" not in header:
        yield Problem(
            name, first, "answer", "missing-column", "the column is missing.", "Add it to the header."
        )
    for number, cells in whole[1:]:
        if (columns := wrong.get(number)) and columns <= set(WHO) and len(cells) == len(header):
            bare = ["" if column in WHO else cell for column, cell in zip(header, cells, strict=True)]
            for entry in entries(iter([(1, header), (number, bare)]), name, REPLIES):
                if isinstance(entry, Entry):
                    alone = entry.row.model_copy(update={"site": f"{name}:{number}"})
                    yield replace(entry, row=alone)


def _tidy(lines: Lines, name: str) -> Lines:
    """Yield lines from the header on, with its names in lower case and without empty columns."""
    rows = list(lines)
    start = next(
        (at for at, row in enumerate(rows) if isinstance(row, Problem) or any(map(str.strip, row[1]))),
        len(rows),
    )
    body = [row for row in rows[start:] if not isinstance(row, Problem)]
    if not body:
        yield from rows[start:]
        return
    header = [cell.strip().casefold() for cell in body[0][1]]
    filled = [
        any(cell.strip() for cell in column)
        for column in zip_longest(*(row[1] for row in body), fillvalue="")
    ]
    kept = [place for place, some in enumerate(filled) if some]
    for place in kept:
        if place < len(header) and not header[place]:
            message = f"column {place + 1} has cells and no name."
            yield Problem(
                name, body[0][0], "", "unnamed-column", message, "Name it in the header, or remove it."
            )
            return
    for row in rows[start:]:
        if isinstance(row, Problem):
            yield row
        elif row is body[0]:
            yield row[0], [header[place] for place in kept if place < len(header)]
        else:
            # A row that is longer or shorter than the header stays so, to be told.
            same = len(row[1]) == len(header)
            yield row[0], [row[1][place] for place in kept] if same else row[1]


def _unreadable(name: str, message: str, line: int = 0, advice: str = SAVE_AS) -> Problem:
    return Problem(name, line, "", "not-a-form", message, advice)


def _csv(content: bytes, name: str) -> Lines:
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
    for row in numbered(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), name):
        yield row if isinstance(row, Problem) else (row[0], [_as_typed(cell) for cell in row[1]])


def _as_typed(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet program from running a text as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@\t\r") else cell


def _json(content: bytes, name: str) -> Lines:
    """Yield the objects of a list as lines, each numbered by the line on which it begins."""
    try:
        text = content.decode("utf-8-sig")
        told = json.loads(text)
    except json.JSONDecodeError as error:
        said = f"it is not JSON: {error.msg.lower()} in column {error.colno}."
        yield _unreadable(name, said, error.lineno, "Mend the file there.")
        return
    except (UnicodeDecodeError, RecursionError):
        yield _unreadable(name, "it is not JSON in UTF-8.", advice="Save it again from where it came.")
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


def _workbook(content: bytes, name: str) -> Lines:
    try:
        import openpyxl
    except ImportError:
        raise UsageError("workbooks need openpyxl: pip install 'determinants[report]'.") from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                yield _unreadable(name, "the workbook is too large when it is unpacked.")
                return
        opened = [
            openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=values)
            for values in (True, False)
        ]
        shown, behind = ([_cells(sheet) for sheet in book.worksheets] for book in opened)
    except Exception as error:  # the library raises whatever a damaged file leads it to
        yield _unreadable(name, f"it is not a workbook that can be read ({type(error).__name__}).")
        return
    yield from _sheet(*_form(shown, behind), name)


def _cells(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True, max_col=50, max_row=MOST + 1))


Cells = list[tuple[Any, ...]]


def _form(values: list[Cells], formulas: list[Cells]) -> tuple[Cells, Cells]:
    """Give the sheet that has a form, or else the first: what cells show, and the formulas behind them."""
    for shown, behind in zip(values, formulas, strict=True):
        if any(
            isinstance(cell, str) and cell.strip().casefold() == "question" for row in shown for cell in row
        ):
            return shown, behind
    return (values[0], formulas[0]) if values else ([], [])


def _sheet(shown: Cells, behind: Cells, name: str) -> Lines:
    if len(shown) > MOST:
        yield _unreadable(name, f"the sheet has more than {MOST:,} rows, as no form has.")
        return
    width = max((place for row in shown for place, cell in enumerate(row, 1) if cell is not None), default=0)
    for line, (row, formulas) in enumerate(zip(shown, behind, strict=True), 1):
        # A formula that was never computed shows nothing. As its text, it is refused, and not passed over.
        cells = [
            _text(formula if cell is None else cell) for cell, formula in zip(row, formulas, strict=True)
        ]
        yield line, [*cells[:width], *[""] * (width - len(cells))]


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


READERS: dict[str, Callable[[bytes, str], Lines]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".json": _json,
    ".xlsx": _workbook,
}
