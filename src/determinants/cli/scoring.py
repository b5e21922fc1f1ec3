"""Commands for a service of one's own: form, score, report. What it answers stays on the user's machine."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.ask import naming
from determinants.cli.options import (
    ForceOption,
    Format,
    FormatOption,
    OutputOption,
    answers,
    check_targets,
    emit,
    print_rows,
    read_forms,
    width,
)
from determinants.ground.problems import UsageError
from determinants.store.engine import Engine

if TYPE_CHECKING:
    from determinants.cli.interview import Who
    from determinants.service.measure import Answered, Instrument
    from determinants.service.report.content import Report
    from determinants.store.solutions import Rows

FormsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FORM", help="Filled forms (.xlsx, .csv, .tsv, .json): several raters, days or sites."
    ),
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
    from determinants.ask.asking import Graph
    from determinants.service import measure

    asked = measure.instrument(Graph(engine).ask, review)
    whose = {"site": _name("--site", site), "date": _day(date), "rater": _name("--rater", rater)}
    blank = measure.form(asked, checklist=checklist, **whose)
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
    and nothing is sent anywhere; with --endpoint, the questions about the measure go to that server.
    """
    from determinants.ask.asking import Graph
    from determinants.cli import interview
    from determinants.service import measure
    from determinants.service.report import gathering, scorecard

    ask = Graph(engine).ask
    asked = measure.instrument(ask, review)
    settled = naming.answers(engine, given or [])
    check_targets([save] if save else [], force=force)
    replies, unread = read_forms(forms or [])
    who = _whose(replies, site, date, rater)
    replies = _told(asked, answer or [], who) + [_filled_in(reply, site, date, rater) for reply in replies]
    measure.answered(asked, replies, unread)  # what is wrong is said before anything is asked for
    try:
        if interactive:
            interview.interview(asked, who, replies, settled)
    finally:  # what was answered is not lost where somebody stops half-way
        if save and any(reply.answer for reply in replies):
            whole = replies + _told(asked, [f"{facet}={told}" for facet, told in settled.items()], who)
            emit(_form(measure.filled(asked, whole), save), save, force=force)
            kept = sum(bool(reply.answer) for reply in whole)
            typer.echo(f"{save}: {kept} answer{'' if kept == 1 else 's'} kept", err=True)
    scored = measure.services(asked, measure.answered(asked, _some(replies)))
    gathered = gathering.gather(ask, asked, scored, "none", settled)
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
    itself: it needs no network, and nothing is sent anywhere. With --endpoint, that server is asked about
    the low items and the factors at issue, and so learns which those are.
    """
    from determinants.ask.asking import Graph
    from determinants.service import measure
    from determinants.service.report import gathering

    targets = [(path, _writer(path)) for path in output or [Path("report.html")]]
    _spare_forms([path for path, _ in targets], forms or [])
    check_targets([path for path, _ in targets], force=force)
    ask = Graph(engine).ask
    asked = measure.instrument(ask, review)
    settled = naming.answers(engine, given or [])
    replies, unread = read_forms(forms or [])
    told = _told(asked, answer or [], _whose(replies, site, date, rater))
    replies = told + [_filled_in(reply, site, date, rater) for reply in replies]
    sheets = measure.answered(asked, replies, unread)
    _some(replies)
    behind: gathering.Behind = "all" if every else "low"
    gathered = gathering.gather(ask, asked, measure.services(asked, sheets), behind, settled)
    written = [(path, write(gathered)) for path, write in targets]  # all of them before any is kept
    for path, content in written:
        emit(content, path, force=force)
        typer.echo(path)


def _spare_forms(targets: Sequence[Path], forms: Sequence[Path]) -> None:
    """Refuse to write over the answers themselves, whatever --force says."""
    for path in targets:
        if path.resolve() in {form.resolve() for form in forms}:
            raise UsageError(f"{path} is the form that the answers are in; write the report elsewhere.")


def _writer(path: Path) -> "Callable[[Report], bytes]":
    from determinants.service.report import DOCUMENTS

    if path.suffix.lower() not in DOCUMENTS:
        raise UsageError(f"{path}: a report is one of {', '.join(DOCUMENTS)}.")
    return DOCUMENTS[path.suffix.lower()]


def _form(rows: "Rows", output: Path | None) -> str | bytes:
    """Give a form in the kind that the name of its file asks for."""
    from determinants.service.report import FORMS

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


def _whose(replies: "Sequence[Answered]", site: str, date: str, rater: str) -> "Who":
    """Give whose answers those are that are given in the call: as options say, else as the forms have it."""
    from determinants.cli.interview import Who

    return Who(
        _name("--site", site) or _only({reply.site for reply in replies}),
        (_day(date) if date else "") or (_only({reply.date for reply in replies}) if replies else _day("")),
        _name("--rater", rater) or _only({reply.rater for reply in replies}),
    )


def _only(known: set[str]) -> str | None:
    """Give the only name that forms have; nothing if they have several."""
    return None if len(known) > 1 else next(iter(known), "")


def _name(option: str, text: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from determinants.tables.model.fields import Name

    try:
        return TypeAdapter(Name).validate_python(text) if text.strip() else ""
    except ValidationError as error:
        raise UsageError(f"{option}: {error.errors()[0]['msg'].removeprefix('Value error, ')}.") from None


def _told(asked: "Instrument", given: Sequence[str], who: "Who") -> "list[Answered]":
    """Give the answers that options hold."""
    from determinants.service import measure

    return [who.says(told.question, told.answer) for told in measure.said(asked, given, "--answer")]


def _filled_in(reply: "Answered", site: str, date: str, rater: str) -> "Answered":
    """Give an answer of a form; where it does not say of which site, when or by whom it is, options do."""
    from dataclasses import replace

    return replace(
        reply,
        site=reply.site or _name("--site", site),
        date=reply.date or (_day(date) if date else ""),
        rater=reply.rater or _name("--rater", rater),
    )


def _some(replies: "list[Answered]") -> "list[Answered]":
    """Give the answers back, if there are any."""
    if not any(reply.answer for reply in replies):
        raise UsageError(
            "nothing is answered: give a filled form ('determinants form' writes a blank one), --answer, "
            "or 'determinants score --interactive'."
        )
    return replies
