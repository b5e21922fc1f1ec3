"""Commands for a service of one's own: form, score, report. What it answers stays on the user's machine."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import determinants
from determinants.ask.asking import Graph
from determinants.cli import saying
from determinants.cli.options import (
    STDOUT,
    TABLE,
    ForceOption,
    FormatOption,
    OutputOption,
    answers,
    by_ending,
    check_targets,
    emit,
    show,
)
from determinants.ground import called, ending
from determinants.ground.problems import UsageError

if TYPE_CHECKING:
    from determinants.service.requests import Read

FormsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FORM", help="Filled forms (.xlsx, .ods, .csv, .tsv, .json): several raters, days or sites."
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
        help="Settle a condition, as in training=internal "
        f"(see '{called.command('ask cfir-conditions')}'). May be repeated.",
    ),
]
SiteOption = Annotated[
    str, typer.Option(metavar="NAME", help="What the site is called, where a form does not say.")
]
RaterOption = Annotated[str, typer.Option(metavar="NAME", help="Who rates, where a form does not say.")]
NamesOption = Annotated[
    bool, typer.Option("--without-names", help="Number the raters: in a small team, a name tells who.")
]
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
    graph: Graph,
    output: OutputOption = None,
    checklist: Annotated[
        bool, typer.Option("--checklist", help="Also every facilitator and barrier, to be ticked.")
    ] = False,
    plan: Annotated[
        bool, typer.Option("--plan", help="With room for what is agreed to do about each item.")
    ] = False,
    site: SiteOption = "",
    rater: RaterOption = "",
    date: DateOption = "",
    review: ReviewOption = None,
    force: ForceOption = False,
) -> None:
    """Write a blank form to fill in: the items of the measure and the conditions, and perhaps a checklist.

    The ending of the file says of which kind: .xlsx for a workbook with choices to click, .csv, .tsv or
    .json, or .html and .pdf to print. Fill in the column 'answer', and leave empty what nobody can say.
    Then: 'determinants score FILE'.
    """
    from determinants.service import words
    from determinants.service.report import FORM_FORMATS, SAVED_FORMATS

    kind = by_ending(output or STDOUT, FORM_FORMATS, "a form", usual=".csv")
    blank = determinants.form(
        graph, checklist=checklist, plan=plan, site=site, date=date, rater=rater, review=review
    )
    emit(kind.write(blank), output, force=force)
    if output and output != STDOUT:
        then = called.command(f"score {output}")
        if kind.suffix in SAVED_FORMATS:
            saying.aside(words.say("form.questions", count=len(blank), file=output, then=then))
        else:
            saying.aside(words.say("form.printed", count=len(blank), file=output))


@answers
def score(
    graph: Graph,
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
    without_names: NamesOption = False,
    format: FormatOption = TABLE,
    force: ForceOption = False,
) -> None:
    """Score a service on the measure of a review, beside the published sites.

    Answers come from filled forms (see 'determinants form'), from options, or are asked for. A total is
    given only where every item is answered; otherwise its bounds are. What --interactive asks is kept on
    this computer, for you alone, until --save writes it as a form. Nothing is sent anywhere; with
    --endpoint, the questions about the measure go to that server.
    """
    from determinants.cli import interview, keeping
    from determinants.service import requests
    from determinants.service.report import scorecard

    kept = keeping.Keeping(save, forms or (), force=force)
    told = requests.read(
        graph,
        requests.Given(forms or (), answer or (), given or (), site, date, rater, review, without_names),
    )
    _say_aside(told)
    finished = False
    with ending.tidily():
        try:
            if interactive:
                kept.begin()
                keep = partial(kept.each, told)
                interview.interview(told.instrument, told.who, told.replies, told.settled, keep)
            finished = True
        finally:  # what was answered is not lost where somebody stops half-way, or the terminal goes away
            kept.all(told, asked=interactive, finished=finished)
    show(scorecard.card(requests.reported(graph, told, "none")), format)


@answers
def report(
    graph: Graph,
    forms: FormsArgument = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="What to write: .html, .pdf, .md, .json, .xlsx (CFIR matrix and memo) or .ris (the "
            "studies); may be repeated. -: HTML to standard output. Without it: report.html.",
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
    without_names: NamesOption = False,
    force: ForceOption = False,
) -> None:
    """Write a report on a service: its scores, where to begin, and the evidence behind it.

    Two pages for each site, and an annex with every facilitator and barrier of its low items, the findings
    on them, their place in the CFIR, and strategies. Several sites are compared. A file is complete in
    itself: it needs no network, and nothing is sent anywhere. With --endpoint, that server is asked about
    the low items and the factors at issue, and so learns which those are.
    """
    from determinants.service import requests
    from determinants.service.report import DOCUMENT_FORMATS

    targets = [
        (path, by_ending(path, DOCUMENT_FORMATS, "a report", usual=".html"))
        for path in output or [Path("report.html")]
    ]
    _spare_forms([path for path, _ in targets], forms or [])
    check_targets([path for path, _ in targets], force=force)
    told = requests.read(
        graph,
        requests.Given(forms or (), answer or (), given or (), site, date, rater, review, without_names),
    )
    _say_aside(told)
    made = requests.reported(graph, told, "all" if every else "low")
    written = [(path, kind.write(made)) for path, kind in targets]  # all of them before any is kept
    for path, content in written:
        emit(content, path, force=force)
        if path != STDOUT:
            (saying.aside if STDOUT in dict(targets) else saying.out)(
                path
            )  # standard output has the report alone


def _spare_forms(targets: Sequence[Path], forms: Sequence[Path]) -> None:
    """Refuse to write over the answers themselves, whatever --force says."""
    for path in targets:
        if os.path.realpath(path) in map(os.path.realpath, forms):
            raise UsageError(f"{path} is the form that the answers are in; write the report elsewhere.")


def _say_aside(told: "Read") -> None:
    """Name the sheets that were not read, in case one was meant to be a form: a line for each file."""
    from itertools import groupby

    from determinants.service import words

    parts = ((name.rpartition(" [")[0] or name, name.rpartition(" [")[2].rstrip("]")) for name in told.aside)
    for file, names in groupby(parts, key=lambda part: part[0]):
        listed = [title for _, title in names]
        saying.aside(words.say("form.aside", count=len(listed), file=file, sheets=", ".join(listed)))
