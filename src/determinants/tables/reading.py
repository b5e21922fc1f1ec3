"""Tables on disk → rows. Every row comes with its address; what cannot be read becomes a problem.

A data folder is read as a stream, table by table in the order of `TABLES`, so that a large folder
costs no more memory than its widest row. What stands twice in several folders is one row: nothing is added
to what is there already.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from determinants.ground.problems import Problem
from determinants.tables import defaults, folders, opening, strangers
from determinants.tables.lines import Entry, Numbered, entries, numbered
from determinants.tables.model import TABLES, Publication, Review, Table

__all__ = ["Entry", "Numbered", "entries", "numbered", "read", "state"]

PUBLICATIONS = next(table for table in TABLES if table.name == "publications")


def read(*chosen: Path) -> Iterator[Entry | Problem]:
    """Yield every row of the data folders, table by table, and a problem for whatever is not a row.

    Several folders are read as if they were one. Raises nothing for bad content; a folder that holds
    none of our tables is itself a problem.
    """
    strange = [problem for folder in chosen for problem in strangers.strangers(folder)]
    yield from strange  # a stranger may be why a table seems to be missing
    if any(problem.rule == strangers.TOO_MANY for problem in strange):
        return  # nothing more is looked for in a home or a disk
    yield from _rows(chosen)


def _rows(chosen: tuple[Path, ...]) -> Iterator[Entry | Problem]:
    given = defaults.read(*chosen)
    yield from given.problems
    for table, parts in _tables(chosen):
        known: dict[tuple[str, ...], bytes] = {}
        for place, files in enumerate(parts, 1):
            own: dict[tuple[str, ...], bytes] = {}
            for path, scope in files:
                for found in opening.rows(path, table, scope, given.of(path)):
                    if isinstance(found, Problem):
                        yield replace(found, unread=table.key(scope))
                        continue
                    entry = _complete(found, chosen, given)
                    if len(parts) > 1:
                        name, content = _mark(entry)
                        if known.get(name) == content:
                            continue
                        if place < len(parts):
                            own.setdefault(name, content)
                    yield entry
            known = own | known


def _tables(chosen: tuple[Path, ...]) -> Iterator[tuple[Table, list[list[tuple[Path, str]]]]]:
    """Yield each table with its files, folder by folder; a file that stands in two of them, once."""
    for table in TABLES:
        seen: set[Path] = set()
        parts = []
        for folder in chosen:
            files = folders.tables(folder, table)
            if len(chosen) > 1:
                files = [(path, scope) for path, scope in files if path.resolve() not in seen]
                seen.update(path.resolve() for path, _ in files)
            if files:
                parts.append(files)
        yield table, parts


def _mark(entry: Entry) -> tuple[tuple[str, ...], bytes]:
    """Give what tells a row from others, and a digest of what it says."""
    scope = "" if entry.table.name == "findings" else entry.scope  # else the name of the file
    content = hashlib.blake2b(repr(entry.row).encode(), digest_size=16).digest()
    return (type(entry.row).__name__, scope, entry.row.name), content


def _complete(entry: Entry, chosen: tuple[Path, ...], given: defaults.Given) -> Entry:
    """Give a review the title and DOI that only its publication says."""
    row = entry.row
    if not isinstance(row, Review) or (row.title and row.doi):
        return entry
    for folder in chosen:
        for path, _ in folders.tables(folder, PUBLICATIONS):
            for found in opening.rows(path, PUBLICATIONS, "", given.of(path)):
                if (
                    isinstance(found, Entry)
                    and isinstance(found.row, Publication)
                    and found.row.key == row.publication
                ):
                    said = {"title": row.title or found.row.title, "doi": row.doi or found.row.doi or ""}
                    return replace(entry, row=row.model_copy(update=said))
    return entry


def state(*chosen: Path) -> str:
    """Give a digest of the rows, the same in whatever order they stand."""
    total = 0
    given = defaults.read(*chosen)
    for table, parts in _tables(chosen):
        known: set[bytes] = set()
        for files in parts:
            own: set[bytes] = set()
            for path, scope in files:
                filled = sorted((column, one.value) for column, one in given.of(path).items())
                about = hashlib.blake2b(f"{table.name} {scope}".encode(), digest_size=16)
                if filled:
                    about.update(repr(filled).encode())
                with path.open("rb") as stream:
                    for line in stream:
                        row = about.copy()
                        row.update(line.rstrip())
                        if row.digest() not in known:
                            total += int.from_bytes(row.digest())
                            if len(parts) > 1:
                                own.add(row.digest())
            known |= own
    return f"{total % 2**128:032x}"
