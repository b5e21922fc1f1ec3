"""`defaults.csv` → what is given for the columns of whole tables, so that no row must repeat it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from determinants.ground.problems import Problem
from determinants.tables import folders, opening
from determinants.tables.lines import NOTHING, Entry, Filling, Fillings
from determinants.tables.model import TABLES
from determinants.tables.model.defaults import DEFAULTS, Default


@dataclass
class Given:
    """What is given for the tables of some folders, and what is wrong with it."""

    by_table: dict[Path, dict[str, Filling]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, path: Path) -> Fillings:
        """Give what is given for a table."""
        return self.by_table.get(path.resolve(), NOTHING) if self.by_table else NOTHING


def read(*chosen: Path) -> Given:
    """Read the defaults that hold for the tables of these folders, once each."""
    given = Given()
    files = {
        path.resolve(): path
        for folder in reversed(chosen)
        for base in reversed(folders.bases(folder))
        for path in folders.named(base, DEFAULTS.path)
    }
    columns = {
        path.resolve(): list(table.row.model_fields)
        for folder in chosen
        for table in TABLES
        for path, _ in folders.tables(folder, table)
        if files
    }
    for path in reversed(files.values()):
        for found in opening.rows(path, DEFAULTS):
            given.problems += [found] if isinstance(found, Problem) else _take(found, path, columns, given)
    return given


def _take(entry: Entry, path: Path, columns: dict[Path, list[str]], given: Given) -> Iterator[Problem]:
    """Take one default; yield what is wrong with it by itself."""
    row = entry.row
    assert isinstance(row, Default)
    table = _table(path.parent, row.table)
    if table is None:
        yield entry.problem(
            "table",
            "unknown-name",
            f"there is no table '{row.table}' here.",
            f"Write its path from the folder in which {DEFAULTS.path} stands.",
        )
        return
    if table not in columns:  # one that was not asked for, or that no row would be read from
        return
    if row.column not in columns[table]:
        yield entry.problem(
            "column",
            "unknown-column",
            "no such column is known.",
            f"Columns are: {', '.join(columns[table])}.",
        )
        return
    fillings = given.by_table.setdefault(table, {})
    filling = Filling(entry.file, entry.line, row.value)
    first = fillings.setdefault(row.column, filling)
    if first is not filling:
        yield entry.problem(
            "column",
            "repeated-name",
            f"the column '{row.column}' has a default already in {first.file}, line {first.line}.",
            "Remove one of the two.",
        )


def _table(base: Path, said: str) -> Path | None:
    """Find a table from where the defaults stand, also by the path that it has in a whole data folder."""
    for before in ("", f"reviews/{base.resolve().name}/", "reviews/"):
        if said.startswith(before):
            for path in folders.named(base, re.sub(r"([\[*?])", r"[\1]", said.removeprefix(before).lower())):
                if path.is_file():
                    return path.resolve()
    return None
