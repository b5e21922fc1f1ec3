"""Which tables a folder has: a whole data folder, one review, or a folder of reviews.

A review is a folder that holds `review.csv`; its name is the key of the review. Beside its tables, or beside
the folders of several reviews, may stand those that reviews share, such as `publications.csv`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from determinants.ground.problems import Problem
from determinants.tables.model import TABLES, Table
from determinants.tables.model.defaults import DEFAULTS

OF_A_REVIEW = "reviews/*/"
REVIEW = "review.csv"


def tables(folder: Path, table: Table) -> list[tuple[Path, str]]:
    """Give the files of a table in a folder, each with its scope: the review or framework that it is of."""
    found = {path: _scope(path.relative_to(folder).as_posix(), table) for path in folder.glob(table.path)}
    if table.path.startswith(OF_A_REVIEW):
        name = table.path.removeprefix(OF_A_REVIEW)
        found |= {one / name: one.resolve().name for one in reviews(folder) if (one / name).exists()}
    if table.name == "elements":
        found = {path: scope for path, scope in found.items() if path.name != "frameworks.csv"}
    return sorted(found.items())


def reviews(folder: Path) -> list[Path]:
    """Give the folders of reviews: this one, if it is one, or those that stand right in it."""
    return [found.parent for pattern in (REVIEW, f"*/{REVIEW}") for found in sorted(folder.glob(pattern))]


def _scope(name: str, table: Table) -> str:
    """Give what the `*` of the table's path stands for."""
    pattern = re.escape(table.path).replace(r"\*", "([^/]+)")
    match = re.fullmatch(pattern, name)
    return match.group(1) if match and match.groups() else ""


def bases(folder: Path) -> list[Path]:
    """Give the folders in which `defaults.csv` may stand for the tables of a folder.

    This one, those of its reviews, and the data folder whose reviews they are.
    """
    found = [folder, *reviews(folder), *(path for path in sorted(folder.glob(OF_A_REVIEW)) if path.is_dir())]
    whole = folder.resolve()
    if (folder / REVIEW).is_file():
        whole = whole.parent
    if whole.name == "reviews":
        found.append(whole.parent)
    return [path for place, path in enumerate(found) if path.resolve() not in _resolved(found[:place])]


def _resolved(paths: list[Path]) -> set[Path]:
    return {path.resolve() for path in paths}


def strangers(folder: Path) -> Iterator[Problem]:
    """Report CSV files that stand where no table is looked for: a misspelt name is not passed over."""
    known = {path for table in TABLES for path, _ in tables(folder, table)}
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
    known |= {base / DEFAULTS.path for base in bases(folder)}
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
