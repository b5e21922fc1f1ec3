"""Options and helpers that commands share."""

import functools
import inspect
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, ParamSpec, TypeVar

import typer

from determinants.ground.problems import DeterminantsError, Problem, UsageError

if TYPE_CHECKING:
    from determinants.service.measure import Answered
    from determinants.store.engine import Engine
    from determinants.store.solutions import Rows


P = ParamSpec("P")
T = TypeVar("T")


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"
    ris = "ris"
    bibtex = "bibtex"
    csl_json = "csl-json"


FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, csv, tsv, json, jsonl, markdown; ris, bibtex, csl-json where rows are publications.",
    ),
]
DataOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--data", help="A folder with your own reviews, added to what is built in.", metavar="FOLDER"
    ),
]
StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Ask a store on disk instead (see load).", metavar="FOLDER")
]
EndpointOption = Annotated[
    str | None, typer.Option("--endpoint", help="Ask a SPARQL 1.1 endpoint instead.", metavar="URL")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE", dir_okay=False)
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]


def say_building() -> None:
    """Say on standard error that the graph is being built, which happens once."""
    print("Building the graph, this once…", file=sys.stderr)


def answers(command: "Callable[Concatenate[Engine, P], None]") -> "Callable[..., None]":
    """Turn a function that asks an engine into a command with the options that choose one."""
    asked = inspect.signature(command, eval_str=True)
    own = [parameter for name, parameter in asked.parameters.items() if name != "engine"]
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in (("data", DataOption), ("store", StoreOption), ("endpoint", EndpointOption))
    ]

    @functools.wraps(command)
    def run(**given: Any) -> None:
        from determinants.ask import asking

        chosen = {option.name: given.pop(option.name) for option in options}
        command(asking.open_engine(**chosen, on_build=say_building), **given)  # type: ignore[call-arg]

    run.__signature__ = asked.replace(parameters=[*own, *options])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *options)}
    return run


def width() -> int:
    """Give the width to wrap at: the terminal's, or 100 where there is none."""
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 140))


def print_rows(table: "Rows", view: Sequence[str], how: Format, engine: "Engine | None" = None) -> None:
    """Print rows: the view of them as a table, all their columns in the other formats.

    With the engine that gave them, also the publications among them, for reference managers.

    Raises:
        UsageError: if the format is for publications, and the rows are not about any.

    """
    from determinants.write import references, row_formats

    if how.value in references.BIBLIOGRAPHIES:
        if engine is None or "publication" not in table.columns:
            raise UsageError(f"these rows are not publications: use {', '.join(row_formats.FORMATS)}.")
        print_publications(engine, table, how)
    elif how is Format.table:
        emit(row_formats.as_table(table.only(view), width()))
    else:
        emit(row_formats.FORMATS[how.value](table))


def print_publications(engine: "Engine", table: "Rows", how: Format) -> None:
    """Print the publications that rows are about, each once, in the order of the rows.

    Raises:
        DeterminantsError: if one of them has no bibliographic record in the graph.

    """
    from pyoxigraph import NamedNode

    from determinants.ask import naming
    from determinants.store.engine import ask
    from determinants.write import references

    place = table.columns.index("publication")
    named = list(dict.fromkeys(row[place] for row in table.rows))
    wanted = [term for term in named if isinstance(term, NamedNode)]
    asked = naming.question("publication-records")
    found: dict[str, references.Record] = {}
    # A query has a greatest length, so that many publications take several.
    for start in range(0, len(wanted), 250):
        rows = ask(engine, asked.narrowed({"publication": wanted[start : start + 250]}))
        for record in rows.records():
            found.setdefault(str(record["publication"]), record)
    if missing := [term.value for term in wanted if term.value not in found]:
        raise DeterminantsError(f"the graph has no bibliographic record of {', '.join(missing)}.")
    emit(references.BIBLIOGRAPHIES[how.value]([found[term.value] for term in wanted]))


def watched(items: Iterable[T]) -> Iterator[T]:
    """Hand items on; where that takes more than two seconds, a terminal is told how far it is."""
    if not sys.stderr.isatty():
        yield from items
        return
    told = time.monotonic() + 1
    for count, item in enumerate(items):
        if count % 1024 == 0 and time.monotonic() > told + 1:
            told = time.monotonic()
            print(f"\r{count:,} rows…", end="", file=sys.stderr, flush=True)
        yield item
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def emit(text: str | bytes | Iterable[bytes], output: Path | None = None, *, force: bool = False) -> None:
    """Write to standard output, or to a file: whole or not at all."""
    parts = [text.encode()] if isinstance(text, str) else [text] if isinstance(text, bytes) else text
    if output is None:
        stream = sys.stdout.buffer
        stream.writelines(parts)
        stream.flush()
        return
    from determinants.ground import files

    if output.exists() and not force:
        raise UsageError(f"{output} is already there; give --force to replace it.")
    try:
        files.write_whole(output, parts)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}.") from None


def check_targets(files: Sequence[Path], *, force: bool) -> None:
    """Make sure that all files can be written before one is.

    Raises:
        UsageError: if one is there already, has no folder, or would have to be two.

    """
    for path in files:
        if path.exists() and not force:
            raise UsageError(f"{path} is already there; give --force to replace it.")
        if not path.parent.is_dir():
            raise UsageError(f"{path} cannot be written: there is no folder {path.parent}.")
    if len({path.resolve() for path in files}) < len(files):
        raise UsageError("two outputs have the same name.")


def read_forms(forms: Sequence[Path]) -> "tuple[list[Answered], list[Problem]]":
    """Read filled forms: the answers, and what is wrong with rows."""
    from determinants.service.measure import Answered
    from determinants.tables import sheets

    for path in forms:
        if [other.resolve() for other in forms].count(path.resolve()) > 1:
            raise UsageError(f"the form {path} is given twice.")
    read = [found for path in forms for found in sheets.read(path)]
    told = [Answered.of(found) for found in read if not isinstance(found, Problem)]
    return told, [found for found in read if isinstance(found, Problem)]
