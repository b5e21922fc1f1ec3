"""Which tables a folder has: a whole data folder, one review, or a folder of reviews.

A review is a folder that holds `review.csv`; its name is the key of the review. Beside its tables, or beside
the folders of several reviews, may stand those that reviews share, such as `publications.csv`; those of a
whole data folder are read with any of its reviews.

Names are the same in capitals or not, as they are to many file systems. What begins with a point or `~$` is
some program's own, and no table.
"""

import re
from pathlib import Path

from determinants.tables.model import TABLES, Table

OF_A_REVIEW = "reviews/*/"
REVIEW = "review.csv"
SHARED = {
    *("agents", "publications", "designs", "grades", "modalities", "outcomes", "income-levels", "topics"),
    *("scopes", "scopings"),
}
OWN = (".", "~$")  # what programs call their own files


def named(folder: Path, pattern: str) -> list[Path]:
    """Give what stands in a folder under a name, in capitals or not; a `*` stands for any part of it."""
    either = re.sub("[a-z]", lambda found: f"[{found[0]}{found[0].upper()}]", pattern)
    return sorted(path for path in folder.glob(either) if not path.name.startswith(OWN))


def tables(folder: Path, table: Table) -> list[tuple[Path, str]]:
    """Give the files of a table in a folder, each with its scope: the review or framework that it is of."""
    found = {path: _scope(path.relative_to(folder).as_posix(), table) for path in named(folder, table.path)}
    if table.path.startswith(OF_A_REVIEW):
        name = table.path.removeprefix(OF_A_REVIEW)
        found |= {path: one.resolve().name for one in reviews(folder) for path in named(one, name)}
    if table.name in SHARED and (whole := whole_of(folder)) is not None:
        found |= dict.fromkeys(named(whole, table.path), "")
    if table.name == "elements":
        found = {path: scope for path, scope in found.items() if path.name.lower() != "frameworks.csv"}
    return sorted(found.items())


def reviews(folder: Path) -> list[Path]:
    """Give the folders of reviews: this one, if it is one, or those that stand right in it."""
    return [found.parent for pattern in (REVIEW, f"*/{REVIEW}") for found in named(folder, pattern)]


def _scope(name: str, table: Table) -> str:
    """Give what the `*` of the table's path stands for."""
    pattern = re.escape(table.path).replace(r"\*", "([^/]+)")
    match = re.fullmatch(pattern, name, re.IGNORECASE)
    return match.group(1) if match and match.groups() else ""


def bases(folder: Path) -> list[Path]:
    """Give the folders in which `defaults.csv` may stand for the tables of a folder.

    This one, those of its reviews, and the data folder whose reviews they are.
    """
    found = [folder, *reviews(folder), *(path for path in named(folder, "reviews/*") if path.is_dir())]
    if (whole := whole_of(folder)) is not None:
        found.append(whole)
    return [path for place, path in enumerate(found) if path.resolve() not in _resolved(found[:place])]


def whole_of(folder: Path) -> Path | None:
    """Give the data folder whose review, or whose folder of reviews, a folder is."""
    at = folder.resolve()
    if named(folder, REVIEW):
        at = at.parent
    return at.parent if at.name.lower() == "reviews" else None


def _resolved(paths: list[Path]) -> set[Path]:
    return {path.resolve() for path in paths}


def home(file: Path) -> Path | None:
    """Give the nearest folder of which a file is a table, as it would be given to a command."""
    return next((base for base in (file.parent, *file.parent.parents[:3]) if file in known(base)), None)


def known(folder: Path) -> dict[Path, Table]:
    """Give every file of a folder that is read, with the table that it is."""
    return {path: table for table in TABLES for path, _ in tables(folder, table)}
