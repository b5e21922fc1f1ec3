"""One table on disk → its rows: opening it, and what can be wrong with a file as a whole."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from determinants.ground.files import shown
from determinants.ground.problems import Problem
from determinants.tables import delimited, mapping_sets
from determinants.tables.lines import NOTHING, Entry, Fillings, entries, numbered
from determinants.tables.model import Table
from determinants.tables.model.fields import SLUG

MOST = 1_000  # problems of one table that are told


def rows(path: Path, table: Table, scope: str = "", given: Fillings = NOTHING) -> Iterator[Entry | Problem]:
    """Yield every row of a table, and a problem for whatever is not a row."""
    name = shown(path)
    try:
        if scope and (wrong := _misnamed(scope, table)):
            yield Problem(name, 0, "", "bad-name", f"{wrong}.", RENAME)
            return
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            yield _unreadable(name, "it is a folder" if path.is_dir() else "it is no file")
            return
        with path.open("rb") as start:
            encoding = delimited.encoding(start.read(2))
        with path.open(encoding=encoding, newline="") as stream:
            yield from _few(_rows(stream, name, table, scope, given), name)
    except UnicodeError:
        as_usual = encoding == delimited.UTF8
        said = f"byte {_first_not_utf8(path)} is not UTF-8." if as_usual else "the table is not whole UTF-16."
        yield Problem(name, 0, "", "not-utf8", said, "Save the table as UTF-8 text ('CSV UTF-8').")
    except OSError as error:
        yield _unreadable(name, (error.strerror or "no reason is given").lower())


def _few(found: Iterator[Entry | Problem], name: str) -> Iterator[Entry | Problem]:
    """Stop reading a table of which too much is wrong: it is another table, or was spoilt as a whole."""
    wrong = 0
    for each in found:
        yield each
        if isinstance(each, Problem):
            wrong += 1
            if wrong == MOST:
                message = f"the table has {MOST:,} problems up to here, and the rest is not read."
                yield Problem(name, each.line, "", "and-so-on", message, "Mend these first.")
                return


RENAME = "Rename it: lower-case letters and digits, with single hyphens between."


def _misnamed(scope: str, table: Table) -> str:
    """Say what is wrong with the name that a table has its scope from; a review says its own in a cell."""
    if re.fullmatch(SLUG, scope) or table.path.startswith("reviews/"):
        return ""
    if table.scoped:
        return "the name of the file or its folder is no short name"
    try:
        scope.encode()
    except UnicodeEncodeError:
        return "the name of the file is not UTF-8"
    return ""


def _unreadable(name: str, reason: str) -> Problem:
    message = f"the table cannot be opened: {reason}."
    return Problem(name, 0, "", "unreadable", message, "Check the file and its permissions.")


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
    tabs = name.lower().endswith(".tsv")
    head: list[str] = []
    lines = iter(stream)
    first = next(lines, "")
    said = 0
    while tabs and mapping_sets.begins(first):  # an SSSOM table opens with a block of metadata
        head.append(mapping_sets.bare(first))
        said += len(first)
        if said > mapping_sets.LARGEST:
            yield mapping_sets.bad(name, f"they are longer than {mapping_sets.LARGEST:,} characters")
            return
        first = next(lines, "")
    if tabs:
        yield from mapping_sets.head(head, name, table, scope)
    reader, passed = delimited.reader(chain([first], lines))
    yield from entries(numbered(reader, name, len(head) + passed), name, table, scope, given)
