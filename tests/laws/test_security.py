"""SECURITY.md tells every limit there is, as it is in the code."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from determinants import cli
from determinants.ground import files
from determinants.server import calls, reading, running, served, workers
from determinants.server import held as held_back
from determinants.server.assistants import free, pages, portions, standard_streams
from determinants.service import printing
from determinants.store import cache, conformance, courier, filling, guard, remembering
from determinants.store.limits import DEFAULT_LIMITS, MIB
from determinants.tables import delimited, lines, mapping_sets, opening, sheets, spreadsheets, starting
from determinants.tables.checking import links
from determinants.tables.model import fields, measure

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/determinants"
TOLD = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
# What is handed what others wrote: tables, forms, queries, answers.
ROOMS = ("ground", "tables", "store", "service", "server", "cli")


def many(*numbers: float) -> str:
    return "; ".join(f"{number:,}" for number in numbers)


def longest(text: object) -> int:
    """How many characters a text of the model may have."""
    return next(said.max_length for said in get_args(text) if getattr(said, "max_length", None) is not None)


def highest(number: object) -> int:
    """How far from zero a number of the model may be, on either side."""
    said = get_args(number)[1].metadata
    (least,) = (each.ge for each in said if hasattr(each, "ge"))
    (most,) = (each.le for each in said if hasattr(each, "le"))
    assert least == -most
    return int(most)


serving = served.LIMITS
held = f"{(DEFAULT_LIMITS.held or 0) // MIB} MiB"
sending = inspect.signature(filling.into_endpoint).parameters["timeout"].default

# Each row of a table of limits, and what the code says of it.
LIMITS = {
    "length of a query": f"{guard.MAX_LENGTH // 1024} kB",
    "nesting": many(guard.MAX_NESTING),
    "operators; steps of paths; patterns; listed values": many(
        guard.MAX_CHAIN, guard.MAX_STEPS, guard.MAX_PATTERNS, guard.MAX_LIST
    ),
    "quotation marks that nothing closes; the word `SERVICE`, wherever it stands": many(
        guard.MAX_STRAYS, guard.MAX_STRAYS
    ),
    "time that an engine is waited for": f"{DEFAULT_LIMITS.seconds:g} s, `--timeout`",
    "memory above what the open graph takes": f"{(DEFAULT_LIMITS.memory or 0) >> 30} GiB, `--memory`",
    "an answer that is held whole, as for a table": held,
    "statements of a graph that is kept between calls": many(cache.LARGEST),
    "answers that are kept of a graph; bytes of one": many(remembering.MOST, remembering.LARGEST),
    "files and folders in a data folder": many(files.MANY),
    "problems of one table": many(opening.MOST),
    "columns of a header": many(lines.WIDEST),
    "characters of a cell": many(delimited.MAX_CELL),
    "characters of a text in a row; of a note": many(longest(fields.Text), longest(fields.Note)),
    "numbers; scores": f"{many(highest(fields.Number), highest(measure.Score))} either way",
    "characters before an SSSOM table that describe it": many(mapping_sets.LARGEST),
    "rows to which all are tried against the shapes": many(conformance.SAMPLED_FROM),
    "names that a wrong one is compared with": many(links.MANY),
    "characters of the key of a new review": many(starting.LONGEST_KEY),
    "bytes of a form": many(sheets.LARGEST),
    "rows; columns": many(spreadsheets.MOST, lines.WIDEST),
    "bytes of a workbook when it is unpacked": many(spreadsheets.UNPACKED),
    "columns of a sheet": many(spreadsheets.WIDEST),
    "digits of a number in JSON": many(sheets.LONGEST - 1),
    "time that a browser may take to print a report": f"{printing.PATIENCE} s",
    "time that is waited for one answer, in however many pages": f"{DEFAULT_LIMITS.seconds:g} s, `--timeout`",
    "an answer that is held whole, unpacked": held,
    "a part of a graph that `load --endpoint` sends": f"{sending:g} s",
    "characters of a query where only GET is taken": many(courier.LONGEST_URL),
    "time and memory of a query": f"{serving.seconds:g} s, {(serving.memory or 0) // MIB} MiB: `--timeout`, "
    "`--memory`",
    "free queries at once": f"{served.Chosen().workers}, `--workers`; {workers.WAITING} wait for up to "
    f"{workers.PATIENCE:g} s, and {workers.BEGINNINGS} times that while one begins again",
    "a query; a body; its parameters": f"{guard.MAX_LENGTH // 1024} kB; {calls.LONGEST_FORM >> 20} MiB; "
    f"{many(calls.MOST_FIELDS)}",
    "time in which a body must come": f"{reading.BODY_SECONDS:g} s",
    "an answer that goes on": f"{held_back.WHOLE_TIMES} times the time of a query; {held_back.SLOWEST:g} s "
    "for a piece to be taken",
    "connections": many(running.AT_ONCE),
    "rows of an answer; bytes of it": many(portions.ROWS, pages.BYTES),
    "rows of a free query that are counted": many(free.COUNTED),
    "bytes of a message": many(calls.LONGEST_FORM),
    "time for what was asked, when the input ends": f"{standard_streams.PATIENCE:g} s",
}
IN_TEXT = (f"{cli.LONGEST} characters are shown", f"some {conformance.SAMPLE:,} drawn ones")
TABLED = {
    "guard": (
        "MAX_LENGTH",
        "MAX_NESTING",
        "MAX_CHAIN",
        "MAX_STEPS",
        "MAX_PATTERNS",
        "MAX_LIST",
        "MAX_STRAYS",
    ),
    "cache": ("LARGEST",),
    "remembering": ("MOST", "LARGEST"),
    "files": ("MANY",),
    "opening": ("MOST",),
    "lines": ("WIDEST",),
    "delimited": ("MAX_CELL",),
    "mapping_sets": ("LARGEST",),
    "conformance": ("SAMPLED_FROM", "SAMPLE"),
    "links": ("MANY",),
    "starting": ("LONGEST_KEY",),
    "sheets": ("LARGEST", "LONGEST"),
    "spreadsheets": ("UNPACKED", "MOST", "WIDEST"),
    "printing": ("PATIENCE",),
    "courier": ("LONGEST_URL",),
    "__init__": ("LONGEST",),
    "workers": ("WAITING", "PATIENCE", "BEGINNINGS"),
    "calls": ("LONGEST_FORM", "MOST_FIELDS"),
    "reading": ("BODY_SECONDS",),
    "held": ("SLOWEST", "WHOLE_TIMES"),
    "running": ("AT_ONCE",),
    "portions": ("ROWS",),
    "pages": ("BYTES",),
    "free": ("COUNTED",),
    "standard_streams": ("PATIENCE",),
}
# Numbers that limit nothing that somebody hands in: sizes of pieces, of what is shown, and codes.
NO_LIMITS = {
    "__init__": ("STOPPED",),
    "negotiation": ("MOST",),  # ranges of a header, beyond which it is not read
    "refusing": ("AGAIN",),
    "application": ("GONE",),
    "held": ("HELD", "AHEAD"),
    "running": ("IDLE",),
    "workers": ("COURTESY",),
    "kept": ("ROWS",),
    "sending": ("SMALL", "LEVEL"),
    "served": ("AT_ONCE", "FRESH"),
    "things": ("SHOWN",),
    "portions": ("CELL", "CALL"),
    "pages": ("AROUND", "SHORTEST"),
    "requests": ("LONGEST",),
    "caveats": ("SEEN",),
    "standard_streams": ("AT_ONCE",),
    "stored": ("WIDTH", "SHOWN"),
    "log": ("LONGEST",),
    "keeping": ("TOLD",),
    "networks": ("FIRST",),
    "options": ("NARROWEST",),
    "files": ("SHORT", "SMALL"),
    "names": ("MOST",),
    "limits": ("MIB",),
    "links": ("FEW",),
    "standing": ("DEEPEST",),  # where the graph of a release is looked for
    "versions": ("LONGEST",),  # of a changelog, which is searched so far for a version
    "exchange": ("AT_ONCE", "ANY"),
    "filling": ("AT_ONCE",),
    "notebooks": ("TEXT_ROWS", "TEXT_WIDTH", "CELL", "HTML_ROWS"),
    "noticing": ("FRESH",),
    "process": ("AT_ONCE",),
    "worker": ("AT_ONCE",),
    "reception": ("WAITING",),  # pieces that come ahead of their reader, who is waited for
    "replies": ("ROW", "CELL", "TRIPLE"),
    "wholeness": ("MANY",),  # rows from which whether there are more is found out in another way
}


def told() -> dict[str, str]:
    """What SECURITY.md says of each limit."""
    tables = [line.strip("| ").split(" | ") for line in TOLD.splitlines() if line.startswith("| ")]
    return {name: said for name, said, _ in tables if said != "limit"}


def numbers(path: Path) -> Iterator[str]:
    """The names that a module gives to numbers."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.Assign):
            continue
        value = node.value
        values = value.elts if isinstance(value, ast.Tuple) else [value]
        names = [name.id for name in ast.walk(node.targets[0]) if isinstance(name, ast.Name)]
        for name, each in zip(names, values, strict=False):  # what is unpacked of a call is no number
            if all(isinstance(part, ast.BinOp) or is_number(part) for part in expressions(each)):
                yield name


def expressions(value: ast.expr) -> list[ast.expr]:
    return [part for part in ast.walk(value) if isinstance(part, ast.expr)]


def is_number(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and type(part.value) in {int, float}


def test_every_limit_is_told_as_it_is() -> None:
    assert told() == LIMITS


@pytest.mark.parametrize("said", IN_TEXT)
def test_what_stands_in_the_text_is_so(said: str) -> None:
    assert said in TOLD


@pytest.mark.slow
def test_a_number_in_the_code_is_a_limit_that_is_told_or_none() -> None:
    found = {
        (path.stem, name)
        for room in ROOMS
        for path in (PACKAGE / room).rglob("*.py")
        if path.parent.name != "report"  # is laid out by what we know
        for name in numbers(path)
    }
    known = {(stem, name) for each in (TABLED, NO_LIMITS) for stem, names in each.items() for name in names}
    assert sorted(found - known) == [], "tell it in SECURITY.md and LIMITS here, or name it in NO_LIMITS"
    assert sorted(known - found) == []


def test_a_cell_is_read_up_to_its_limit_by_the_library_that_reads_it() -> None:
    import csv

    assert csv.field_size_limit() == delimited.MAX_CELL
