"""Commands on versions of the data: what changed between two."""

from pathlib import Path
from typing import Annotated

import typer

import determinants
from determinants.cli.options import TABLE, ForceOption, OutputOption, emit, one_of, show, watched
from determinants.write import changes_prose
from determinants.write.changes_prose import CHANGELOG, CHANGES_FORMATS


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command()(diff)


def diff(
    old: Annotated[
        Path,
        typer.Argument(
            metavar="OLD",
            help="A data folder, the folder of a release, or a graph that was built into a file.",
        ),
    ],
    new: Annotated[
        Path | None, typer.Argument(metavar="NEW", help="The same. Without it: what is built in.")
    ] = None,
    answers: Annotated[
        bool,
        typer.Option(
            "--answers/--no-answers", help="Whether to compare the answers to stored questions too."
        ),
    ] = True,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything differs.")] = False,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=one_of("format", CHANGES_FORMATS),
            help=f"{', '.join(CHANGES_FORMATS)} (a section in Markdown, a sentence for each change).",
        ),
    ] = TABLE,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Tell what changed between two versions of the data, and which answers did.

    For each influence it tells what was added, dropped, withdrawn and changed, in sentences; then which
    stored questions have another answer, and whether what both have stands in another order. A data folder
    is built by itself or, where it needs them, beside the data that are built in. Counts that follow from
    statements are not listed: the answers show them.
    """
    found = determinants.diff(old, new, answers=answers, watch=watched)
    if format == CHANGELOG:
        emit(changes_prose.changelog(found), output, force=force)
    else:
        show(changes_prose.changes(found), format, output=output, force=force)
    if strict and found.any:
        raise typer.Exit(1)
