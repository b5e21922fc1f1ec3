"""Filled forms on disk → rows, each with its address: CSV, JSON or a workbook.

A new kind of file is one function and its line in `READERS`.

Above its header a form may have a title, and of a workbook every sheet is read that is a form: that has the
columns `question` and `answer`.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import islice, zip_longest
from pathlib import Path

from determinants.ground.files import shown
from determinants.ground.problems import Problem, UsageError
from determinants.tables import delimited, opendocument, spreadsheets
from determinants.tables.lines import WIDEST, Entry, Numbered, entries, numbered, short
from determinants.tables.model.replies import REPLIES
from determinants.tables.spreadsheets import LISTS, MOST

LARGEST = 5_000_000  # bytes; a form has some forty thousand
LONGEST = 20  # digits
QUESTION, ANSWER = "question", "answer"
WHO = ("site", "date", "rater", "note")  # without these, an answer can still be checked
PLANNED = "action"  # the column of a plan, which may stand on a sheet of its own

SAVE_AS = "Open it in your spreadsheet program and save it as .xlsx, or as 'CSV UTF-8'."

Lines = Iterator[Numbered | Problem]


@dataclass(frozen=True)
class Wording:
    """How forms may be worded: columns by the heads that they may have, and sheets that are for people.

    The name of such a sheet may end in `*`, as of those that are numbered.
    """

    heads: Mapping[str, str] = field(default_factory=dict)
    guides: frozenset[str] = frozenset()

    def named(self, cells: list[str]) -> list[str]:
        """Give the columns that heads stand for; what is none stays as it is, in lower case."""
        lowered = (" ".join(cell.split()).casefold() for cell in cells)
        return [self.heads.get(cell, cell) for cell in lowered]

    def guides_by(self, title: str) -> bool:
        """Whether a sheet is for people."""
        return any(fnmatchcase(title, guide) for guide in self.guides)


def worded(heads: Mapping[str, str], guides: Iterable[str]) -> Wording:
    """Give how forms are worded that have these heads, by what they say, and these sheets for people."""
    return Wording({head.casefold(): column for head, column in heads.items()}, frozenset({*guides, LISTS}))


PLAIN = Wording(guides=frozenset({LISTS}))


@dataclass(frozen=True)
class Part:
    """A form in a file: what its lines are addressed by, and the lines."""

    name: str
    lines: Lines


@dataclass(frozen=True)
class Aside:
    """A sheet that is no form, and was not read."""

    name: str


def read(
    path: Path, aside: Callable[[str], None] = lambda name: None, wording: Wording = PLAIN
) -> Iterator[Entry | Problem]:
    """Yield every row of a filled form, and a problem for whatever is not a row.

    A row whose site, day or rater cannot be read is a problem, and yielded as well, as of a site that no
    other row is of: so its answer is checked with the others. `aside` is told the name of every sheet that
    is no form.

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
    name = shown(path)
    if len(content) > LARGEST:
        yield _unreadable(name, f"the file is larger than {LARGEST:,} bytes, as no form is.")
        return
    for part in reader(content, name, wording):
        if isinstance(part, Aside):
            aside(part.name)
            continue
        lines = list(islice(part.lines, MOST + 1))
        if (wrong := _too_large(lines, part.name)) is not None:
            yield wrong
        else:
            yield from _checked(list(_tidy(iter(lines), part.name, wording)), part.name)


def _too_large(lines: list[Numbered | Problem], name: str) -> Problem | None:
    """Give the problem with lines that are too many, or too wide, for a form."""
    if len(lines) > MOST:
        return _unreadable(name, f"it has more than {MOST:,} rows, as no form has.")
    for line in lines:
        if not isinstance(line, Problem) and len(line[1]) > WIDEST:
            return _unreadable(name, f"it has more than {WIDEST:,} columns, as no form has.", line[0])
    return None


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
    if QUESTION in header and not {ANSWER, PLANNED} & set(header):
        yield Problem(
            name, first, ANSWER, "missing-column", "the column is missing.", "Add it to the header."
        )
    for number, cells in whole[1:]:
        if (columns := wrong.get(number)) and columns <= set(WHO) and len(cells) == len(header):
            bare = ["" if column in WHO else cell for column, cell in zip(header, cells, strict=True)]
            for entry in entries(iter([(1, header), (number, bare)]), name, REPLIES):
                if isinstance(entry, Entry):
                    alone = entry.row.model_copy(update={"site": f"{name}:{number}"})
                    yield replace(entry, row=alone)


def _tidy(lines: Lines, name: str, wording: Wording) -> Lines:
    """Yield lines from the header on, with its names in lower case and without empty columns.

    A row that repeats the header is passed over, and so is one without question, answer and note.
    """
    rows = list(lines)
    start = _header([[] if isinstance(row, Problem) else row[1] for row in rows], wording)
    if start is None:
        filled_rows = (isinstance(row, Problem) or any(map(str.strip, row[1])) for row in rows)
        start = next((at for at, some in enumerate(filled_rows) if some), len(rows))
    body = [row for row in rows[start:] if not isinstance(row, Problem)]
    yield from (row for row in rows[:start] if isinstance(row, Problem))
    if not body:
        yield from rows[start:]
        return
    header = wording.named(body[0][1])
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
        elif len(row[1]) != len(header):  # to be told
            yield row
        elif wording.named(row[1]) != header:
            yield from _row(header, row, kept, name)


def _row(header: list[str], row: Numbered, kept: list[int], name: str) -> Lines:
    """Yield a row without empty columns; one that answers something, and does not say what, is a problem."""
    line, cells = row
    said = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
    if said.get(QUESTION) or QUESTION not in said:
        yield line, [cells[place] for place in kept if place < len(cells)]  # another row may be longer
    elif said.get(ANSWER) or said.get("note"):
        told = ", ".join(f"'{cell[:40]}'" for column, cell in said.items() if cell and column not in WHO[:3])
        message = f"the row names no question, and holds {told}."
        advice = "Remove the row if it is no answer, such as a sum; else name its question."
        yield Problem(name, line, QUESTION, "no-question", message, advice)


def _header(rows: list[list[str]], wording: Wording) -> int | None:
    """Give the place of the header: the first row with question and answer, or at least with question."""
    named = list(map(wording.named, rows))
    for wanted in ({QUESTION, ANSWER}, {QUESTION, PLANNED}, {QUESTION}):
        for place, cells in enumerate(named):
            if wanted <= set(cells):
                return place
    return None


def _unreadable(name: str, message: str, line: int = 0, advice: str = SAVE_AS) -> Problem:
    return Problem(name, line, "", "not-a-form", message, advice)


def _csv(content: bytes, name: str, wording: Wording) -> Iterator[Part]:
    yield Part(name, _delimited(content, name, wording))


def _delimited(content: bytes, name: str, wording: Wording) -> Lines:
    encoding = delimited.encoding(content[:2])
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        as_usual = encoding == delimited.UTF8
        said = f"byte {error.start} is not UTF-8." if as_usual else "the form is not whole UTF-16."
        line = content.count(b"\n", 0, error.start) + 1
        advice = "Save the form as 'CSV UTF-8', or as a workbook (.xlsx)."
        yield Problem(name, line, "", "not-utf8", said, advice)
        return
    asks = {QUESTION, *(head for head, column in wording.heads.items() if column == QUESTION)}
    lines = text.splitlines()
    header = next((line for line in lines if any(each in line.casefold() for each in asks)), None)
    reader, passed = delimited.reader(io.StringIO(text, newline=""), header)
    for row in numbered(reader, name, passed):
        yield row if isinstance(row, Problem) else (row[0], [_as_typed(cell) for cell in row[1]])


def _as_typed(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet program from running a text as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in set("=+-@\t\r") else cell


def _json(content: bytes, name: str, _: Wording) -> Iterator[Part]:
    yield Part(name, _objects(content, name))


class _Twice(Exception):
    """A key stands twice in one object: of two answers, neither is taken."""


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(short(key))
        found[key] = value
    return found


def _whole_number(digits: str) -> int | str:
    """Give a number, or its digits where they are more than any answer has: to be refused as texts are."""
    return int(digits) if len(digits) < LONGEST else digits


def _objects(content: bytes, name: str) -> Lines:
    """Yield the objects of a list as lines, each numbered by the line on which it begins."""
    try:
        text = content.decode("utf-8-sig")
        told = json.loads(text, object_pairs_hook=_once_each, parse_int=_whole_number)
    except _Twice as error:
        message = f"it has an answer in which '{error}' stands twice."
        yield _unreadable(name, message, advice="Remove one of the two.")
        return
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
        yield line, [spreadsheets.text(row.get(column)) for column in header]


def _starts(text: str) -> Iterator[int]:
    """Yield the line on which each part of a JSON list begins."""
    decoder, place = json.JSONDecoder(parse_int=str), text.index("[") + 1
    line, seen = 1, 0
    while True:
        while text[place] in " \t\r\n,":
            place += 1
        if text[place] == "]":
            return
        line, seen = line + text.count("\n", seen, place), place
        yield line
        _, place = decoder.raw_decode(text, place)


def _workbook(content: bytes, name: str, wording: Wording) -> Iterator[Part | Aside]:
    return _forms(spreadsheets.sheets, content, name, wording)


def _open_document(content: bytes, name: str, wording: Wording) -> Iterator[Part | Aside]:
    return _forms(opendocument.sheets, content, name, wording)


def _forms(
    opened: Callable[[bytes], Iterator[spreadsheets.Sheet]], content: bytes, name: str, wording: Wording
) -> Iterator[Part | Aside]:
    """Yield every sheet that is a form; where none is, the one that comes nearest, so that it is told why."""
    try:
        found = list(opened(content))
    except spreadsheets.NotAWorkbook as error:
        yield Part(name, iter([_unreadable(name, str(error))]))
        return
    others = [sheet for sheet in found if not wording.guides_by(sheet.title) and any(map(any, sheet.rows))]
    if any(_is_form(sheet.rows, wording) for sheet in found):
        chosen = [sheet for sheet in found if _is_form(sheet.rows, wording)]
    else:
        chosen = sorted(others or found, key=lambda sheet: _header(sheet.rows, wording) is None)[:1]
    for sheet in found:
        called = name if len(others) < 2 else f"{name} [{sheet.title}]"
        if sheet in chosen:
            yield Part(called, iter(list(enumerate(sheet.rows, 1))))
        elif sheet in others:
            yield Aside(called)


def _is_form(rows: list[list[str]], wording: Wording) -> bool:
    place = _header(rows, wording)
    return place is not None and bool({ANSWER, PLANNED} & set(wording.named(rows[place])))


READERS: dict[str, Callable[[bytes, str, Wording], Iterator[Part | Aside]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".json": _json,
    ".xlsx": _workbook,
    ".ods": _open_document,
}
