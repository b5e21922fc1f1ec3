"""Lines of a table → rows, each with its address; what cannot be read becomes a problem.

Here is what a line can get wrong by itself, whatever wrote the file, and what an author gives for a whole
table at once: a default for the empty cells of a column, or a pattern for its filled ones.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from determinants.ground.problems import Problem
from determinants.tables.model import Row, Table

WIDEST = 1_000  # columns of a header that are told one by one

# A text that begins so stands in a row that shows how a table is filled: it is no statement yet.
EXAMPLE = "EXAMPLE: "


@dataclass(frozen=True)
class Filling:
    """What is given for a column of a whole table, and where: a value, or a pattern around `{}`."""

    file: str
    line: int
    value: str

    @property
    def pattern(self) -> bool:
        """Whether a filled cell is put into it, and not an empty one replaced by it."""
        return "{}" in self.value

    def problem(self, rule: str, message: str, advice: str) -> Problem:
        """Give a problem with what is given."""
        return Problem(self.file, self.line, "value", rule, message, advice)


Fillings = Mapping[str, Filling]  # by column
NOTHING: Fillings = MappingProxyType({})


@dataclass(frozen=True)
class Entry:
    """A row with its address. `scope` is the review or framework that it belongs to, or empty."""

    table: Table
    scope: str
    file: str
    line: int
    row: Row
    given: Fillings = field(default_factory=lambda: NOTHING, compare=False, repr=False)  # not by the row

    def problem(self, column: str, rule: str, message: str, advice: str) -> Problem:
        """Give a problem with a cell of this row, or with the default that filled it."""
        if column in self.given:
            return self.given[column].problem(rule, message, advice)
        return Problem(self.file, self.line, column, rule, message, advice)


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
    lines: Iterator[Numbered | Problem], name: str, table: Table, scope: str = "", given: Fillings = NOTHING
) -> Iterator[Entry | Problem]:
    """Yield the rows that the lines of a table hold, of which the first is the header.

    A `*` after the name of a column only marks that it must be filled, as `review new` writes it.
    """
    filled = (each for each in lines if isinstance(each, Problem) or any(map(str.strip, each[1])))
    head = next(filled, (1, []))
    if isinstance(head, Problem):
        yield head
        return
    line, header = head[0], [column.strip("\ufeff \t").removesuffix("*").rstrip() for column in head[1]]
    problems = list(_header_problems(header, name, line, table, given))
    yield from problems
    if problems:
        return
    for found in lines:
        if isinstance(found, Problem):
            yield found
        elif any(cell.strip() for cell in found[1]):
            yield from _row(header, found[1], Entry(table, scope, name, found[0], NO_ROW, given))


NO_ROW = Row()  # in the place of a row that is yet to be read


def _header_problems(
    header: list[str], name: str, line: int, table: Table, given: Fillings
) -> Iterator[Problem]:
    fields = table.row.model_fields
    if len(header) > WIDEST:
        message = f"the header has {len(header):,} columns, and no table has more than {len(fields)}."
        yield Problem(name, line, "", "too-wide", message, "Save the table again with its own columns only.")
        return
    if len(header) == 1 and any(mark in header[0] for mark in ",;\t"):
        message = "the whole header stands in one cell, between quotation marks."
        advice = "Save the table again, each column by itself."
        yield Problem(name, line, "", "header-in-one-cell", message, advice)
        return
    known = f"Columns are: {', '.join(fields)}."
    for column, times in Counter(header).items():
        if times > 1:
            message = "the column stands twice."
            yield Problem(name, line, short(column), "repeated-column", message, "Remove one of the two.")
        if column not in fields and column not in table.row.passed_over:
            message = "no such column is known."
            yield Problem(name, line, short(column), "unknown-column", message, known)
    for column, field_ in fields.items():
        by_default = column in given and not given[column].pattern
        if field_.is_required() and column not in header and not by_default:
            yield Problem(
                name, line, column, "missing-column", "the column is missing.", "Add it to the header."
            )


def _row(header: list[str], cells: list[str], at: Entry) -> Iterator[Entry | Problem]:
    """Yield the row that stands at an address, with what is given for its table."""
    if len(cells) != len(header):
        yield at.problem(
            "",
            "cell-count",
            f"the row has {len(cells)} cells, the header {len(header)}.",
            "Look for a comma too many or too few; a cell with a comma needs quotation marks.",
        )
        return
    over = at.table.row.passed_over
    said = {column: cell for column, cell in zip(header, cells, strict=True) if column not in over}
    shown = next((column for column, cell in said.items() if cell.lstrip().startswith(EXAMPLE)), None)
    if shown is not None and at.table.path:
        yield replace(at, given=NOTHING).problem(
            shown,
            "example-left-in",
            "the row is the example that came with the table.",
            "Replace it by what the review says, or delete the row.",
        )
        return
    filled = {}
    for column, default in at.given.items():
        cell = said.get(column, "").strip()
        if default.pattern and cell:
            said[column] = default.value.replace("{}", cell)
        elif not default.pattern and not cell:
            said[column], filled[column] = default.value, default
    at = replace(at, given=filled or NOTHING)
    try:
        row = at.table.row.model_validate(said)
    except ValidationError as error:
        seen = set()
        for detail in error.errors():
            problem = _problem(detail, at)
            if (problem.column, problem.rule) not in seen:
                seen.add((problem.column, problem.rule))
                yield problem
    else:
        yield replace(at, row=row)


_NUMBER = re.compile(r"(-?\d+)(?:[.,](\d+))?\s*(?:%|per cent)?")

ADVICE = {
    "missing": ("empty-cell", "the cell is empty.", "Fill it in; this column cannot be left empty."),
}


def _problem(detail: ErrorDetails, at: Entry) -> Problem:
    """Translate what pydantic found into a sentence that a curator can act on."""
    column = str(detail["loc"][0]) if detail["loc"] else ""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in ADVICE:
        return at.problem(column, *ADVICE[kind])
    if kind == "value_error":
        rule = "inconsistent-row" if not column else "bad-text"
        advice = "Correct the cells that contradict each other." if not column else "Correct the cell."
        advice = getattr(context["error"], "advice", advice)
        return at.problem(column, rule, f"{context['error']}.", advice)
    rule, advice = _advice(kind, context)
    if rule == "not-a-number" and (number := _NUMBER.fullmatch(str(detail["input"]).strip())):
        advice = f"Write {short(number[1])}{'.' * bool(number[2])}{number[2] or ''}."
    return at.problem(column, rule, f"{in_words(detail)}.", advice)


def in_words(detail: ErrorDetails) -> str:
    """Say what is wrong with a value: that it is too long, no address, missing, or does not fit."""
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "missing":
        return "it is missing"
    shown = f"'{short(given)}'" if isinstance(given, str) else "the cell"
    if kind == "string_too_long":
        return f"{shown} is too long: {len(given)} characters"
    if kind == "string_pattern_mismatch" and "https" in str(context["pattern"]):
        return f"{shown} is not an address"
    return f"{shown} does not fit here"


def short(text: str) -> str:
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
        "[ct]sv": "Write the path of a table, such as findings/mine.csv.",
        "/[a-z0-9]": "Write the path below our base, such as finding/f0161.",
        ":[a-z0-9]": "Write scheme:name, both of lower-case letters, digits and hyphens.",
    }
    for part, advice in forms.items():
        if part in pattern:
            return advice
    return "Use lower-case letters and digits, with single hyphens between."
