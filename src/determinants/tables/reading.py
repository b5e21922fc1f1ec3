"""Tables on disk → rows. Every row comes with its address; what cannot be read becomes a problem.

A data folder is read as a stream, table by table in the order of `TABLES`, so that a large folder
costs no more memory than its widest row.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from determinants.ground.problems import Problem
from determinants.tables.model import TABLES, MappingSet, Row, Table

MAX_CELL = 20_000

csv.field_size_limit(MAX_CELL * 10)


@dataclass(frozen=True)
class Entry:
    """A row with its address. `scope` is the review or framework that it belongs to, or empty."""

    table: Table
    scope: str
    file: str
    line: int
    row: Row

    def problem(self, column: str, rule: str, message: str, advice: str) -> Problem:
        """Give a problem with a cell of this row."""
        return Problem(self.file, self.line, column, rule, message, advice)


def read(*folders: Path) -> Iterator[Entry | Problem]:
    """Yield every row of the data folders, table by table, and a problem for whatever is not a row.

    Several folders are read as if they were one. Raises nothing for bad content; a folder that holds
    none of our tables is itself a problem.
    """
    for table in TABLES:
        for folder in folders:
            for path in _paths(folder, table):
                scope = _scope(path.relative_to(folder).as_posix(), table)
                for found in _read_table(path, path.as_posix(), table, scope):
                    yield found if isinstance(found, Entry) else replace(found, unread=table.key(scope))
    for folder in folders:
        yield from _strangers(folder)


def state(*folders: Path) -> str:
    """Give a digest of the rows, the same in whatever order they stand."""
    total = 0
    for table in TABLES:
        for folder in folders:
            for path in _paths(folder, table):
                scope = _scope(path.relative_to(folder).as_posix(), table)
                about = hashlib.blake2b(f"{table.name} {scope}".encode(), digest_size=16)
                with path.open("rb") as stream:
                    for line in stream:
                        row = about.copy()
                        row.update(line.rstrip())
                        total += int.from_bytes(row.digest())
    return f"{total % 2**128:032x}"


def _paths(folder: Path, table: Table) -> list[Path]:
    paths = sorted(folder.glob(table.path))
    if table.name == "elements":
        paths = [path for path in paths if path.name != "frameworks.csv"]
    return paths


def _scope(name: str, table: Table) -> str:
    """Give what the `*` of the table's path stands for."""
    pattern = re.escape(table.path).replace(r"\*", "([^/]+)")
    match = re.fullmatch(pattern, name)
    return match.group(1) if match and match.groups() else ""


def _strangers(folder: Path) -> Iterator[Problem]:
    """Report CSV files that stand where no table is looked for: a misspelt name is not passed over."""
    known = {path for table in TABLES for path in _paths(folder, table)}
    if not known:
        yield Problem(
            folder.as_posix(),
            0,
            "",
            "empty-folder",
            "there is no such folder." if not folder.is_dir() else "the folder has none of our tables.",
            "See the data dictionary for the names of tables and where they stand.",
        )
        return
    for path in sorted(folder.rglob("*.csv")):
        if path not in known:
            yield Problem(
                path.as_posix(),
                0,
                "",
                "unknown-table",
                "no table of this name is known, so nothing would read it.",
                "Rename it as in the data dictionary, or move it out of the data folder.",
            )


def _read_table(path: Path, name: str, table: Table, scope: str) -> Iterator[Entry | Problem]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from _rows(stream, name, table, scope)
    except UnicodeDecodeError:
        start = _first_not_utf8(path)
        yield Problem(name, 0, "", "not-utf8", f"byte {start} is not UTF-8.", "Save the table as UTF-8 text.")
    except OSError as error:
        reason = error.strerror or "no reason is given"
        yield Problem(
            name,
            0,
            "",
            "unreadable",
            f"the table cannot be opened: {reason.lower()}.",
            "Check the file and its permissions.",
        )


def _first_not_utf8(path: Path) -> int:
    """Count the bytes before the first that is not UTF-8; the decoder counts from where it last stopped."""
    before = 0
    with path.open("rb") as stream:
        for line in stream:
            try:
                line.decode()
            except UnicodeDecodeError as error:
                return before + error.start
            before += len(line)
    return before


def _rows(stream: TextIO, name: str, table: Table, scope: str) -> Iterator[Entry | Problem]:
    tabs = name.endswith(".tsv")
    head: list[str] = []
    lines = iter(stream)
    first = next(lines, "")
    while tabs and first.startswith("#"):  # an SSSOM table opens with a block of metadata
        head.append(first[1:])
        first = next(lines, "")
    if tabs:
        yield from _mapping_set(head, name, table, scope)
    reader = csv.reader(chain([first], lines), delimiter="\t" if tabs else ",", strict=True)
    yield from entries(numbered(reader, name, len(head)), name, table, scope)


Numbered = tuple[int, list[str]]  # a line of a table: where it stands, and its cells


def numbered(reader: Any, name: str, before: int = 0) -> Iterator[Numbered | Problem]:
    """Yield the lines that a CSV reader gives, with their numbers; `before` lines stand above them."""
    start = 0
    try:
        for cells in reader:
            line, start = before + start + 1, reader.line_num
            yield line, cells
    except csv.Error as error:
        yield Problem(
            name,
            before + start + 1,
            "",
            "not-csv",
            f"the row is not well-formed CSV ({error}).",
            "Look for a quotation mark that is not closed or not doubled.",
        )


def entries(
    lines: Iterator[Numbered | Problem], name: str, table: Table, scope: str = ""
) -> Iterator[Entry | Problem]:
    """Yield the rows that the lines of a table hold, of which the first is the header."""
    head = next(lines, (1, []))
    if isinstance(head, Problem):
        yield head
        return
    line, header = head
    problems = list(_header_problems(header, name, line, table))
    yield from problems
    if problems:
        return
    for found in lines:
        if isinstance(found, Problem):
            yield found
        elif any(cell.strip() for cell in found[1]):
            yield from _row(header, found[1], name, found[0], table, scope)


def _mapping_set(head: list[str], name: str, table: Table, scope: str) -> Iterator[Entry | Problem]:
    """Read the metadata of an SSSOM table."""
    try:
        metadata = yaml.load("".join(head), Loader=yaml.BaseLoader)  # texts, never dates or numbers
        yield Entry(table, scope, name, 1, MappingSet.model_validate(metadata))
    except (yaml.YAMLError, RecursionError, ValidationError) as error:
        missing = (
            ", ".join(str(detail["loc"][0]) for detail in error.errors() if detail["loc"])
            if isinstance(error, ValidationError)
            else "it is not YAML"
        )
        yield Problem(
            name,
            1,
            "",
            "bad-metadata",
            f"the metadata above the table cannot be used ({missing or 'there is none'}).",
            "Give mapping_set_id, mapping_set_title, mapping_set_description and license.",
        )


def _header_problems(header: list[str], name: str, line: int, table: Table) -> Iterator[Problem]:
    fields = table.row.model_fields
    for column in dict.fromkeys(header):
        if header.count(column) > 1:
            yield Problem(
                name, line, column, "repeated-column", "the column stands twice.", "Remove one of the two."
            )
        if column not in fields:
            known = ", ".join(fields)
            yield Problem(
                name, line, column, "unknown-column", "no such column is known.", f"Columns are: {known}."
            )
    for column, field in fields.items():
        if field.is_required() and column not in header:
            yield Problem(
                name, line, column, "missing-column", "the column is missing.", "Add it to the header."
            )


def _row(
    header: list[str], cells: list[str], name: str, line: int, table: Table, scope: str
) -> Iterator[Entry | Problem]:
    if len(cells) != len(header):
        yield Problem(
            name,
            line,
            "",
            "cell-count",
            f"the row has {len(cells)} cells, the header {len(header)}.",
            "Look for a comma too many or too few; a cell with a comma needs quotation marks.",
        )
        return
    try:
        row = table.row.model_validate(dict(zip(header, cells, strict=True)))
    except ValidationError as error:
        seen = set()
        for detail in error.errors():
            problem = _problem(detail, name, line)
            if (problem.column, problem.rule) not in seen:
                seen.add((problem.column, problem.rule))
                yield problem
    else:
        yield Entry(table, scope, name, line, row)


ADVICE = {
    "missing": ("empty-cell", "the cell is empty.", "Fill it in; this column cannot be left empty."),
}


def _problem(detail: ErrorDetails, name: str, line: int) -> Problem:
    """Translate what pydantic found into a sentence that a curator can act on."""
    column = str(detail["loc"][0]) if detail["loc"] else ""
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind in ADVICE:
        return Problem(name, line, column, *ADVICE[kind])
    if kind == "value_error":
        rule = "inconsistent-row" if not column else "bad-text"
        advice = "Correct the cells that contradict each other." if not column else "Correct the cell."
        return Problem(name, line, column, rule, f"{context['error']}.", advice)
    shown = f"'{_short(given)}'" if isinstance(given, str) else "the cell"
    rule, advice = _advice(kind, context)
    return Problem(name, line, column, rule, f"{shown} does not fit here.", advice)


def _short(text: str) -> str:
    """Give a text as it can be shown on a line."""
    shown = text.encode("unicode_escape").decode() if not text.isprintable() else text
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _advice(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    if kind == "string_pattern_mismatch":
        return "bad-form", _form(str(context["pattern"]))
    if kind == "literal_error":
        return "not-a-choice", f"Use one of: {context['expected']}."
    if kind == "string_too_long":
        return "too-long", f"Shorten it to {context['max_length']} characters."
    if kind == "string_too_short":
        return "bad-form", f"Write at least {context['min_length']} characters."
    if kind.startswith(("greater_than", "less_than")):
        least = "at least" if kind.startswith("greater") else "at most"
        return (
            "out-of-range",
            f"It must be {least} {next(iter(context.values()))}.",
        )
    if kind.startswith(("int", "decimal", "float")):
        return "not-a-number", "Write a number, with a point for decimals and no unit."
    if kind.startswith("bool"):
        return "not-a-choice", "Use 'yes' or 'no'."
    return "bad-cell", "See the data dictionary for what the column holds."


def _form(pattern: str) -> str:
    forms = {
        "https": "Write a full address that starts with https://.",
        "[0-9]{1,12}": "Write digits only.",
        "[12][0-9]": "Write a day as YYYY-MM-DD.",
        "[A-Z]{2}": "Write the two capital letters of ISO 3166-1.",
        "[A-Z]{3}": "Write the three capital letters of ISO 3166-1.",
        "crosswalk:": "Write crosswalk: and a name of lower-case letters, digits and hyphens.",
        "/[a-z0-9]": "Write the path below our base, such as finding/f0161.",
        ":[a-z0-9]": "Write scheme:name, both of lower-case letters, digits and hyphens.",
    }
    for part, advice in forms.items():
        if part in pattern:
            return advice
    return "Use lower-case letters and digits, with single hyphens between."
