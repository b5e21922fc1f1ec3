"""Options and helpers that commands share."""

import shutil
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.problems import UsageError

if TYPE_CHECKING:
    from determinants.answers import Table
    from determinants.engine import OxigraphEngine
    from determinants.queries import Question


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"


FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="How to print: a table, or rows for other programs.")
]
DataOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--data", help="A folder with your own reviews, added to what is built in.", metavar="FOLDER"
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE", dir_okay=False)
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]


def open_graph(data: Sequence[Path] | None) -> "OxigraphEngine":
    """Open the built-in graph, with the user's own folders added."""
    from platformdirs import user_cache_path

    from determinants import assets, opening, version

    return opening.open_graph(
        [assets.shipped("data"), *(data or [])],
        assets.shipped("ontology"),
        version(),
        user_cache_path("determinants"),
        on_build=lambda: print("Building the graph, this once…", file=sys.stderr),
    )


def question(name: str) -> "Question":
    """Read a stored question."""
    from determinants import assets, queries

    return queries.find(assets.shipped("queries"), name)


def width() -> int:
    """Give the width to wrap at: the terminal's, or 100 where there is none."""
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 140))


def print_rows(table: "Table", view: Sequence[str], how: Format) -> None:
    """Print rows: the view of them as a table, all their columns in the other formats."""
    from determinants import formats

    if how is Format.table:
        emit(formats.as_table(table.only(view), width()))
    else:
        emit(formats.FORMATS[how.value](table))


def emit(text: str | bytes, output: Path | None = None, *, force: bool = False) -> None:
    """Write to standard output, or to a file: whole or not at all."""
    if output is None:
        stream = sys.stdout.buffer
        stream.write(text.encode() if isinstance(text, str) else text)
        stream.flush()
        return
    from determinants import writing

    if output.exists() and not force:
        raise UsageError(f"{output} is already there; give --force to replace it.")
    try:
        writing.write_whole(output, text.encode() if isinstance(text, str) else text)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}.") from None
