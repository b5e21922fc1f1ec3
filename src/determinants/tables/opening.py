"""One table on disk → its rows: opening it, and what can be wrong with a file as a whole."""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from determinants.ground.problems import Problem
from determinants.tables import mapping_sets
from determinants.tables.lines import NOTHING, Entry, Fillings, entries, numbered
from determinants.tables.model import Table

MAX_CELL = 20_000

csv.field_size_limit(MAX_CELL * 10)


def rows(path: Path, table: Table, scope: str = "", given: Fillings = NOTHING) -> Iterator[Entry | Problem]:
    """Yield every row of a table, and a problem for whatever is not a row."""
    name = path.as_posix()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from _rows(stream, name, table, scope, given)
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


def _rows(stream: TextIO, name: str, table: Table, scope: str, given: Fillings) -> Iterator[Entry | Problem]:
    tabs = name.endswith(".tsv")
    head: list[str] = []
    lines = iter(stream)
    first = next(lines, "")
    while tabs and mapping_sets.begins(first):  # an SSSOM table opens with a block of metadata
        head.append(mapping_sets.bare(first))
        first = next(lines, "")
    if tabs:
        yield from mapping_sets.head(head, name, table, scope)
    reader = csv.reader(chain([first], lines), delimiter="\t" if tabs else ",", strict=True)
    yield from entries(numbered(reader, name, len(head)), name, table, scope, given)
