"""What stands in a data folder and is not read: a misspelt name or another kind of table is told.

Where a stranger seems to be a table that is missing, what would be said of the missing one is left out.
"""

import csv
import os
import stat
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from determinants.ground.files import MANY, has_too_many, shown
from determinants.ground.problems import Problem
from determinants.tables import delimited, folders
from determinants.tables.model import TABLES, Table
from determinants.tables.model.defaults import DEFAULTS

CSV = ".csv"
TOO_MANY = "too-many-files"
TEXT = (".csv", ".tsv", ".tab", ".txt")
SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
REFERENCES = (".ris", ".bib", ".nbib", ".enw", ".ciw")
RECORD = "-check.tsv"  # how rows were checked: for people to read

STEMS = {table.path.rpartition("/")[2].partition(".")[0]: table for table in reversed(TABLES)}


def strangers(folder: Path) -> Iterator[Problem]:
    """Report what stands where no table is looked for, and a folder without any table."""
    if has_too_many(folder):
        message = f"the folder has more than {MANY:,} files, as no data folder has."
        advice = "Name the folder that has nothing but the tables."
        yield Problem(shown(folder), 0, "", TOO_MANY, message, advice)
        return
    known = folders.known(folder)
    given = (folders.named(base, DEFAULTS.path) for base in folders.bases(folder))
    tables = set(known).union(*given)
    found = list(_strangers(folder, known, tables))
    yield from found
    if not known and not found:
        yield Problem(
            shown(folder),
            0,
            "",
            "empty-folder",
            "the folder has none of our tables." if folder.is_dir() else "there is no such folder.",
            "See the data dictionary for the names of tables and where they stand.",
        )


def _strangers(folder: Path, known: Mapping[Path, Table], tables: set[Path]) -> Iterator[Problem]:
    closed: list[OSError] = []
    for place, inside, names in os.walk(folder, onerror=closed.append):
        inside[:] = sorted(name for name in inside if not name.startswith(folders.OWN))
        here = Path(place)
        paths = [here / name for name in sorted(names) if not name.startswith(folders.OWN)]
        paths += [here / name for name in inside if name.lower().endswith(CSV)]
        if (lost := _without_its_review(here, paths, tables)) is not None:
            yield lost
            continue
        for path in paths:
            if path not in tables:
                yield from _stranger(path, known)
    for error in closed:
        if Path(error.filename) != folder:
            reason = (error.strerror or "no reason is given").lower()
            message = f"the folder cannot be looked into: {reason}."
            yield Problem(
                shown(Path(error.filename)),
                0,
                "",
                "unreadable",
                message,
                "Check the folder and its permissions.",
            )


def _without_its_review(here: Path, paths: list[Path], tables: set[Path]) -> Problem | None:
    """Give the problem with a folder that has tables of a review, and not the one that makes it a review."""
    lost = [
        path
        for path in paths
        if path not in tables
        and path.suffix.lower() == CSV
        and (table := STEMS.get(path.stem.lower())) is not None
        and table.path.startswith(folders.OF_A_REVIEW)
    ]
    if len(lost) < 2 or folders.named(here, folders.REVIEW):
        return None
    near = get_close_matches(folders.REVIEW, [path.name.lower() for path in paths], n=1)
    hint = f"Is it {near[0]}? Rename it." if near else "Write it, or move the tables to their review."
    message = f"{len(lost)} tables of a review stand here without {folders.REVIEW}, so none is read."
    return Problem(shown(here), 0, "", "no-review", message, hint)


def _stranger(path: Path, known: Mapping[Path, Table]) -> Iterator[Problem]:
    name, ending = shown(path), path.suffix.lower()
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        message = (
            "it is a folder, and no table." if stat.S_ISDIR(mode) else "it is a pipe or the like, no file."
        )
        yield Problem(name, 0, "", "unknown-table", message, "Move it out of the data folder.")
    elif not _is_text(path.name):
        message = "the name of the file is not UTF-8, and it is not read."
        yield Problem(name, 0, "", "unknown-table", message, "Give it a name of plain letters.")
    elif path.name.lower().endswith(RECORD):
        return
    elif ending in TEXT + SHEETS + REFERENCES or path.name.lower() in STEMS:
        meant = _meant(path, mode)
        if ending == ".txt" and meant is None:
            return
        yield _unknown(path, name, meant, known)


def _unknown(path: Path, name: str, meant: Table | None, known: Mapping[Path, Table]) -> Problem:
    ending = path.suffix.lower()
    scope = path.resolve().parent.name if meant and meant.scoped else ""
    there = meant is not None and any(
        table == meant and (not scope or at.resolve().parent.name == scope) for at, table in known.items()
    )
    unread = meant.key(scope) if meant and not there else None
    if ending in REFERENCES:
        message = "references of this kind are not read."
        advice = "Write them into publications.csv, and move the file out of the data folder."
        return Problem(name, 0, "", "unknown-table", message, advice, unread)
    if ending == CSV:
        message = "no table of this name is known here, so nothing reads it."
    else:
        message = f"a table is read as {CSV}, so nothing reads this one."
    if meant is None:
        advice = "Rename it as in the data dictionary, or move it out of the data folder."
    elif there:
        advice = f"Is it part of {_path(meant)}? Put its rows there, or move it out of the data folder."
    elif ending in SHEETS:
        advice = f"Save it as 'CSV UTF-8' under the name {_path(meant)}, or move it out of the data folder."
    elif path.name.lower() == PurePosixPath(meant.path).name:
        advice = f"It is looked for as {_path(meant)} in a data folder: move it there."
    else:
        advice = f"Did you mean {_path(meant)}? Rename it, or move it out of the data folder."
    return Problem(name, 0, "", "unknown-table", message, advice, unread)


def _path(table: Table) -> str:
    return table.path.removeprefix(folders.OF_A_REVIEW)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError:  # a link to nowhere: reading says so of a table
        return None


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _meant(path: Path, mode: int | None) -> Table | None:
    """Give the table that a stranger seems to be: by its name, its columns, or a name that comes near."""
    stem = path.name.lower().partition(".")[0]
    if stem in STEMS:
        return STEMS[stem]
    near = get_close_matches(stem, STEMS, n=1, cutoff=0.75)
    fitting = _by_columns(path) if mode is not None and path.suffix.lower() in TEXT else []
    if fitting:
        return next((table for table in fitting if near and table is STEMS[near[0]]), fitting[0])
    return STEMS[near[0]] if near else None


def _by_columns(path: Path) -> list[Table]:
    """Give the tables whose columns a file has: all that are required, and none that is unknown."""
    try:
        with path.open("rb") as start:
            encoding = delimited.encoding(start.read(2))
        with path.open(encoding=encoding, newline="") as stream:
            lines, _ = delimited.reader(iter(stream))
            header = {cell.strip().removesuffix("*").rstrip() for cell in next(lines, [])}
    except (OSError, UnicodeError, csv.Error):
        return []
    return [
        table
        for table in TABLES
        if header <= set(table.row.model_fields)
        and {name for name, field in table.row.model_fields.items() if field.is_required()} <= header
    ]
