"""Commands for a service of one's own: form, score, report. What it answers stays on the user's machine."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.cli.options import (
    ForceOption,
    Format,
    FormatOption,
    OutputOption,
    answers,
    emit,
    print_rows,
    width,
)
from determinants.engine import Engine
from determinants.problems import Problem, UsageError

if TYPE_CHECKING:
    from determinants.answers import Table
    from determinants.measure import Answered, Instrument
    from determinants.report.content import Report

FormsArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FORM", help="Filled forms (.csv, .xlsx, .json): several raters, days or sites."),
]
AnswerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--answer", "-a", metavar="QUESTION=ANSWER", help="Answer here, as in training=2; may be repeated."
    ),
]
GivenOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="QUESTION=ANSWER",
        help="Settle a condition: training=internal|external, role=external|organisational, "
        "network=internal|external. May be repeated.",
    ),
]
SiteOption = Annotated[
    str, typer.Option(metavar="NAME", help="What the site is called, where a form does not say.")
]
RaterOption = Annotated[str, typer.Option(metavar="NAME", help="Who rates, where a form does not say.")]
DateOption = Annotated[
    str, typer.Option(metavar="YYYY-MM-DD", help="The day, where a form does not say. Without it: today.")
]
ReviewOption = Annotated[
    str | None, typer.Option(metavar="REVIEW", help="Whose measure, where several reviews have one.")
]


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (form, score, report):
        app.command()(command)


@answers
def form(
    engine: Engine,
    output: OutputOption = None,
    checklist: Annotated[
        bool, typer.Option("--checklist", help="Also every facilitator and barrier, to be ticked.")
    ] = False,
    site: SiteOption = "",
    rater: RaterOption = "",
    date: DateOption = "",
    review: ReviewOption = None,
    force: ForceOption = False,
) -> None:
    """Write a blank form to fill in: the items of the measure and the conditions, and perhaps a checklist.

    The ending of the file says of which kind: .xlsx for a workbook with choices to click, .csv, .tsv or
    .json. Fill in the column 'answer', and leave empty what nobody can say. Then: determinants score FILE.
    """
    from determinants import measure
    from determinants.library import Graph

    asked = measure.instrument(Graph(engine).ask, review)
    blank = measure.form(asked, checklist=checklist, site=site, date=_day(date), rater=rater)
    emit(_form(blank, output), output, force=force)
    if output:
        told = f"{output}: {len(blank)} questions. Fill in 'answer', then: determinants score {output}"
        typer.echo(told, err=True)


@answers
def score(
    engine: Engine,
    forms: FormsArgument = None,
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Be asked, item by item, on the terminal.")
    ] = False,
    answer: AnswerOption = None,
    given: GivenOption = None,
    site: SiteOption = "",
    rater: RaterOption = "",
    date: DateOption = "",
    save: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep the answers as a form, to go on with later.", dir_okay=False),
    ] = None,
    review: ReviewOption = None,
    format: FormatOption = Format.table,
    force: ForceOption = False,
) -> None:
    """Score a service on the Implementation Measure, beside the published sites.

    Answers come from filled forms (see 'determinants form'), from options, or are asked for. A total is
    given only where every item is answered; otherwise its bounds are. Nothing is kept, except with --save,
    and nothing is sent anywhere.
    """
    from determinants import measure
    from determinants.cli import interview
    from determinants.library import Graph
    from determinants.report import gathering, scorecard

    ask = Graph(engine).ask
    asked = measure.instrument(ask, review)
    who = (site, _day(date), rater)
    if save and save.exists() and not force:
        raise UsageError(f"{save} is already there; give --force to replace it.")
    told = _told(asked, [*(answer or []), *(given or [])], who)
    replies, unread = _read(forms or [], (site, date, rater))
    replies += told
    measure.answered(asked, replies, unread)  # what is wrong is said before anything is asked for
    try:
        if interactive:
            interview.interview(asked, who, replies)
    finally:  # what was answered is not lost where somebody stops half-way
        if save and replies:
            emit(_form(measure.filled(asked, replies), save), save, force=force)
            typer.echo(f"{save}: {len(replies)} answers kept", err=True)
    scored = measure.services(asked, measure.answered(asked, _some(replies)))
    gathered = gathering.gather(ask, asked, scored, "none")
    if format is Format.table:
        emit(scorecard.card(gathered, width()))
    else:
        print_rows(scorecard.rows(gathered), (), format)


@answers
def report(
    engine: Engine,
    forms: FormsArgument = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="What to write: .html, .pdf, .md, .json, .xlsx (CFIR matrix and memo) or .ris (the "
            "studies); may be repeated. Without it: report.html.",
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="With the evidence on every item, not only on low ones.")
    ] = False,
    answer: AnswerOption = None,
    given: GivenOption = None,
    site: SiteOption = "",
    rater: RaterOption = "",
    date: DateOption = "",
    review: ReviewOption = None,
    force: ForceOption = False,
) -> None:
    """Write a report on a service: its scores, where to begin, and the evidence behind it.

    Two pages for each site, and an annex with every facilitator and barrier of its low items, the findings
    on them, their place in the CFIR, and strategies. Several sites are compared. A file is complete in
    itself: it needs no network, and nothing is sent anywhere.
    """
    from determinants import measure
    from determinants.library import Graph
    from determinants.report import gathering

    targets = [(path, _writer(path)) for path in output or [Path("report.html")]]
    if taken := [str(path) for path, _ in targets if path.exists() and not force]:
        raise UsageError(f"{', '.join(taken)} already there; give --force to replace.")
    ask = Graph(engine).ask
    asked = measure.instrument(ask, review)
    told = _told(asked, [*(answer or []), *(given or [])], (site, _day(date), rater))
    replies, unread = _read(forms or [], (site, date, rater))
    sheets = measure.answered(asked, [*replies, *told], unread)
    _some([*replies, *told])
    gathered = gathering.gather(ask, asked, measure.services(asked, sheets), "all" if every else "low")
    written = [(path, write(gathered)) for path, write in targets]  # all of them before any is kept
    for path, content in written:
        emit(content, path, force=force)
        typer.echo(path)


def _writer(path: Path) -> "Callable[[Report], bytes]":
    from determinants.report import DOCUMENTS

    if path.suffix.lower() not in DOCUMENTS:
        raise UsageError(f"{path}: a report is one of {', '.join(DOCUMENTS)}.")
    return DOCUMENTS[path.suffix.lower()]


def _form(rows: "Table", output: Path | None) -> str | bytes:
    """Give a form in the kind that the name of its file asks for."""
    from determinants.report import FORMS

    kind = output.suffix.lower() if output else ".csv"
    if kind not in FORMS:
        raise UsageError(f"{output}: a form is one of {', '.join(FORMS)}.")
    return FORMS[kind](rows)


def _day(text: str) -> str:
    """Give the day that is meant: today, if none is named."""
    if not text:
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"--date '{text}' is not a day such as 2026-01-31.") from None


def _told(asked: "Instrument", given: Sequence[str], who: tuple[str, str, str]) -> "list[Answered]":
    """Give the answers that options hold, as answers of this rater about this site on this day."""
    from dataclasses import replace

    from determinants import measure

    site, date, rater = who
    return [
        replace(told, site=site, date=date, rater=rater) for told in measure.said(asked, given, "--answer")
    ]


def _read(forms: Iterable[Path], who: tuple[str, str, str]) -> "tuple[list[Answered], list[Problem]]":
    """Read filled forms: the answers, and what is wrong with rows that hold none.

    Where a form does not say of which site, when or by whom it is, `who` does.
    """
    from dataclasses import replace

    from determinants import sheets
    from determinants.measure import Answered

    site, date, rater = who
    read = [found for path in forms for found in sheets.read(path)]
    told = [Answered.of(found) for found in read if not isinstance(found, Problem)]
    return [
        replace(each, site=each.site or site, date=each.date or date, rater=each.rater or rater)
        for each in told
    ], [found for found in read if isinstance(found, Problem)]


def _some(replies: "list[Answered]") -> "list[Answered]":
    """Give the answers back, if there are any."""
    if not any(reply.answer for reply in replies):
        raise UsageError(
            "nothing is answered: give a filled form ('determinants form' writes a blank one), --answer, "
            "or 'determinants score --interactive'."
        )
    return replies
