"""Options and helpers that commands share."""

import functools
import inspect
import os
import shutil
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Concatenate, ParamSpec, TypeVar

import typer

import determinants
from determinants.ask.asking import Graph
from determinants.cli import cited, saying
from determinants.ground.problems import UsageError
from determinants.store.engines import DEFAULT, ENGINES
from determinants.store.limits import DEFAULT_LIMITS, MIB, Limits
from determinants.write import answers as answer_formats
from determinants.write.answers import ANSWER_FORMATS, left_out, written
from determinants.write.formats import Format, Written, in_parts
from determinants.write.references import REFERENCE_FORMATS
from determinants.write.row_formats import ROW_FORMATS
from determinants.write.telling import Told

TABLE = answer_formats.TABLE
NARROWEST = 20  # columns
STDOUT = Path("-")

P = ParamSpec("P")
T = TypeVar("T")


def one_of(what: str, names: Collection[str]) -> Callable[[str], str]:
    """Give what reads an option that must be one of some names; its error suggests what was meant."""

    def read(said: str) -> str:
        if said not in names:
            near = get_close_matches(said, names, n=3)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise typer.BadParameter(f"'{said}' is no {what}.{hint} There are {', '.join(names)}.")
        return said

    read.names = tuple(names)  # type: ignore[attr-defined] # for completion
    return read


FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        parser=one_of("format", ANSWER_FORMATS),
        help=f"{', '.join(ROW_FORMATS)}; {', '.join(REFERENCE_FORMATS)} where rows are publications.",
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
EngineOption = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        parser=one_of("engine", ENGINES),
        help=f"What holds the built-in graph: {' or '.join(ENGINES)} (slower, a second opinion).",
    ),
]
TimeoutOption = Annotated[
    float,
    typer.Option("--timeout", metavar="SECONDS", min=0.001, help="Stop a query after so long."),
]
MemoryOption = Annotated[
    int,
    typer.Option("--memory", metavar="MIB", min=1, help="Stop a query that takes so many MiB more."),
]
ReviewOption = Annotated[
    str | None,
    typer.Option("--review", metavar="KEY", help="Only what is coded to the codes of this review."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to this file (-: to standard output, as without it).",
        metavar="FILE",
        dir_okay=False,
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]


CiteOption = Annotated[bool, typer.Option("--cite", help="Add how the answer is cited.")]


def say_building() -> None:
    """Say on standard error that the graph is being built, which happens once."""
    saying.aside("Building the graph, this once…")


def answers(
    command: "Callable[Concatenate[Graph, P], None]", *, of_review: bool = False, citable: bool = True
) -> "Callable[..., None]":
    """Turn a function that asks a graph into a command with the options that choose it, and a review.

    Where its answer can be cited, it can be asked to say how.
    """
    asked = inspect.signature(command, eval_str=True)
    own = [parameter for name, parameter in asked.parameters.items() if name != "graph"]
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, annotation, default in (
            *([("review", ReviewOption, None)] if of_review else []),
            ("data", DataOption, None),
            ("store", StoreOption, None),
            ("endpoint", EndpointOption, None),
            ("engine", EngineOption, DEFAULT),
            ("timeout", TimeoutOption, DEFAULT_LIMITS.seconds),
            ("memory", MemoryOption, (DEFAULT_LIMITS.memory or 0) // MIB),
            *([("cite", CiteOption, False)] if citable else []),
        )
    ]

    called: Callable[..., None] = command  # with what its own parameters are called

    @functools.wraps(command)
    def run(**given: Any) -> None:
        chosen = {option.name: given.pop(option.name) for option in options}
        chosen["data"] = chosen["data"] or ()
        review, citing = chosen.pop("review", None), chosen.pop("cite", False)
        chosen["limits"] = Limits(seconds=chosen.pop("timeout"), memory=chosen.pop("memory") * MIB)
        graph = determinants.open_graph(**chosen, on_build=say_building).of(review)
        said = (inspect.getdoc(command) or "").partition("\n")[0]
        with cited.cited(graph, said, given) if citing else nullcontext():
            called(graph, **given)

    run.__signature__ = asked.replace(parameters=[*own, *options])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *options)}
    return run


def about_codes(command: "Callable[Concatenate[Graph, P], None]") -> "Callable[..., None]":
    """Turn a function that answers from codes into a command that can be kept to one review."""
    return answers(command, of_review=True)


def width() -> int:
    """Give the width to wrap at: the terminal's, or 100 where there is none."""
    return max(NARROWEST, min(shutil.get_terminal_size((100, 24)).columns, 140))


def show(
    told: Told, how: str, graph: Graph | None = None, *, output: Path | None = None, force: bool = False
) -> None:
    """Write an answer in a format, and say on standard error what of it the format leaves out."""
    made = cited.taken()
    told = told if made is None else cited.below(told, made)
    emit(written(told, how, graph, width()), output, force=force)
    tell_left_out(left_out(told, how))
    if made is not None and how not in {TABLE, *answer_formats.WHOLE}:
        cited.aside(made)


def tell_left_out(said: str) -> None:
    """Say on standard error what of an answer its format leaves out, if anything."""
    if said:
        saying.aside(said)


def watched(items: Iterable[T]) -> Iterator[T]:
    """Hand items on; where that takes more than two seconds, a terminal is told how far it is."""
    if not sys.stderr.isatty():
        yield from items
        return
    told = time.monotonic() + 1
    for count, item in enumerate(items):
        if count % 1024 == 0 and time.monotonic() > told + 1:
            told = time.monotonic()
            saying.progress(f"{count:,} rows…")
        yield item
    saying.progress("")


def emit(
    text: Written | Callable[[BinaryIO], None],
    output: Path | None = None,
    *,
    force: bool = False,
) -> None:
    """Write to standard output, which `-` is too, or to a file: whole or not at all.

    What is written is a text, its parts, or what writes them one after another.
    """
    parts = text if callable(text) else in_parts(text)
    if output is None or output == STDOUT:
        stream = sys.stdout.buffer
        if callable(parts):
            parts(stream)
        else:
            stream.writelines(parts)
        stream.flush()
        return
    from determinants.ground import files

    check_targets([output], force=force)
    try:
        files.put(output, parts)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {_reason(error)}.") from None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def check_targets(targets: Sequence[Path], *, force: bool) -> None:
    """Make sure that all files can be written before one is. What leads on, as a pipe does, needs no force.

    Raises:
        UsageError: if one is there already, is no file, has no folder, or would have to be two.

    """
    from determinants.ground import files

    for path in targets:
        if path == STDOUT:
            continue
        try:
            if files.leads_on(path):
                continue
            there, behind = path.exists(), Path(os.path.realpath(path))
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {_reason(error)}.") from None
        if there and not force:
            raise UsageError(f"{path} is already there; give --force to replace it.")
        if not behind.parent.is_dir():
            raise UsageError(f"{path} cannot be written: there is no folder {behind.parent}.")
    if len({os.path.realpath(path) for path in targets}) < len(targets):
        raise UsageError("two outputs have the same name.")


F = TypeVar("F")


def by_ending(path: Path, formats: Mapping[str, Format[F]], what: str, usual: str = "") -> Format[F]:
    """Give the format that the ending of a file asks for; standard output gets the usual one.

    Raises:
        UsageError: if there is none of that ending.
    """
    known = {each.suffix: each for each in formats.values()}
    ending = usual if path == STDOUT else path.suffix.lower()
    if ending not in known:
        raise UsageError(f"{path}: {what} is one of {', '.join(known)}.")
    return known[ending]
