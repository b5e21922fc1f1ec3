"""Commands on versions of the data: what changed between two, and how one is cited."""

from pathlib import Path
from typing import Annotated

import typer

import determinants
from determinants.ask import citing, naming, narrowing
from determinants.ask.asking import Graph
from determinants.cli.options import TABLE, ForceOption, OutputOption, answers, emit, one_of, show, watched
from determinants.cli.parameters import typed
from determinants.ground.problems import UnknownName
from determinants.write.citations import CITATION_FORMATS
from determinants.write.row_formats import ROW_FORMATS

CHANGELOG = "changelog"
CHANGES_FORMATS = (*ROW_FORMATS, CHANGELOG)
TEXT = next(iter(CITATION_FORMATS))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command()(diff)
    app.command("cite")(answers(cite, of_review=True, citable=False))


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
    from determinants.write import changes_prose

    found = determinants.diff(old, new, answers=answers, watch=watched)
    if format == CHANGELOG:
        emit(changes_prose.changelog(found), output, force=force)
    else:
        show(changes_prose.changes(found), format, output=output, force=force)
    if strict and found.any:
        raise typer.Exit(1)


def cite(
    graph: Graph,
    questions: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUESTION", help="Stored questions, by name. Without one: the data."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=VALUE", help="What the question is narrowed to, as for ask; may be repeated."
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=one_of("format", CITATION_FORMATS),
            help=f"{', '.join(CITATION_FORMATS)}.",
        ),
    ] = TEXT,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Say how the data, or the answers to stored questions, are cited.

    A citation has title, version and state of the data, the question and what it was narrowed to, the day,
    and the command that makes the answer again. Other commands add it to their answer with --cite. The day
    is that of SOURCE_DATE_EPOCH where that is set.
    """
    asked = list(questions or ())
    narrowed = narrowing.pairs(where or ())
    kept = [word for word in typed("--where", "--format", "-f", "--review")[1:] if word not in asked]
    stored = {each: naming.question(each) for each in asked}
    for column in narrowed:
        if not any(column in each.columns for each in stored.values()):
            known = sorted({name for each in stored.values() for name in each.columns})
            raise UnknownName("narrowing column of what is cited", column, known)
    made = [
        citing.cite(graph, each, {c: v for c, v in narrowed.items() if c in question.columns}, more=kept)
        for each, question in stored.items()
    ] or [citing.cite(graph, more=kept)]
    emit(CITATION_FORMATS[format].write(made), output, force=force)
