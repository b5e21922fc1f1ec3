"""What somebody gives about a service (forms, answers, names) → a blank form, its scores, or its report.

The command line, programs and whatever else asks call these functions. What is given stays where it is:
nothing is kept or sent anywhere.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode

from determinants.ask import naming
from determinants.ask.asking import Graph
from determinants.ask.citing import of_graph
from determinants.ground import called
from determinants.ground.problems import Problem, UsageError
from determinants.service import measure, words
from determinants.service.measure import Answered, Instrument
from determinants.service.measure.answering import Who
from determinants.service.report import gathering
from determinants.service.report.content import Report
from determinants.service.report.gathering import Behind
from determinants.store.solutions import Rows
from determinants.tables import sheets
from determinants.write.citations import undated


@dataclass(frozen=True)
class Given:
    """What is given about a service: filled forms, single answers, conditions, and whose they are.

    `site`, `date` and `rater` are for answers that do not say so themselves; `review` says whose measure.
    `without_names` leaves out of what is reported what raters are called.
    """

    forms: Sequence[Path] = ()
    answers: Sequence[str] = ()
    conditions: Sequence[str] = ()
    site: str = ""
    date: str = ""
    rater: str = ""
    review: str | None = None
    without_names: bool = False


@dataclass(frozen=True)
class Read:
    """What was given, read against the measure. `replies` grows where somebody is asked for more."""

    instrument: Instrument
    who: Who
    settled: dict[str, str]
    replies: list[Answered]
    unread: tuple[Problem, ...]
    aside: tuple[str, ...] = ()  # sheets that are no forms
    without_names: bool = False

    @property
    def answered(self) -> bool:
        """Whether anything is answered."""
        return any(reply.answer for reply in self.replies)

    def whole(self) -> list[Answered]:
        """Give all answers, those to conditions that the call settles among them."""
        told = [f"{facet}={answer}" for facet, answer in self.settled.items()]
        return self.replies + _told(self.instrument, told, self.who)


def form(
    graph: Graph,
    *,
    checklist: bool = False,
    plan: bool = False,
    site: str = "",
    date: str = "",
    rater: str = "",
    review: str | None = None,
) -> Rows:
    """Give a blank form: the items of the measure and the conditions, and perhaps a checklist, and a plan.

    >>> import determinants
    >>> len(form(determinants.open_graph()))
    11

    Raises:
        UsageError: if a name or day cannot be one, or it is not clear whose measure is meant.
    """
    whose = name("site", site), day(date), name("rater", rater)
    asked = measure.instrument(graph.ask, review)
    return measure.form(asked, *whose, checklist=checklist, plan=plan)


def read(graph: Graph, given: Given) -> Read:
    """Read what is given.

    Raises:
        DataError: with every answer that cannot be used, and with what could not be read.
        UsageError: if the call is wrong.
    """
    instrument = measure.instrument(graph.ask, given.review)
    settled = naming.conditions(graph.engine, given.conditions, NamedNode(instrument.review))
    aside: list[str] = []
    filled, unread = read_forms(given.forms, aside.append)
    who = _whose(filled, given)
    completed = [_completed(reply, given) for reply in filled]
    replies = _told(instrument, given.answers, who) + _placed(completed)
    measure.answered(instrument, replies, unread)  # what is wrong is said before anything else happens
    return Read(instrument, who, settled, replies, tuple(unread), tuple(aside), given.without_names)


def reported(graph: Graph, told: Read, behind: Behind) -> Report:
    """Give the report on what was read, with what stands behind low items, all items, or none.

    Raises:
        UsageError: if nothing is answered.
    """
    if not told.answered:
        raise UsageError(
            f"nothing is answered: give a filled form ('{called.command('form')}' writes a blank one), "
            f"--answer, or '{called.command('score --interactive')}'."
        )
    sheets_of = measure.answered(told.instrument, told.replies, told.unread)
    if told.without_names:
        sheets_of = measure.unnamed(sheets_of)
    services = measure.services(told.instrument, sheets_of)
    report = gathering.gather(graph.ask, told.instrument, services, behind, told.settled)
    again = (
        f"{called.NAME} {'score' if behind == 'none' else 'report'}"  # without what was given: it is private
    )
    return replace(report, cited=undated(of_graph(graph, command=again)))


def score(graph: Graph, given: Given) -> Report:
    """Give the scores of a service beside the published sites, without the evidence behind them.

    >>> import determinants
    >>> card = score(determinants.open_graph(), Given(answers=["psw-training=1"]))
    >>> [item.label for item in card.sites[0].low]
    ['PSW training']

    Raises:
        DataError: with every answer that cannot be used.
        UsageError: if the call is wrong, or nothing is answered.
    """
    return reported(graph, read(graph, given), "none")


def report(graph: Graph, given: Given, *, every: bool = False) -> Report:
    """Give the report on a service: scores, where to begin, and the evidence on low items, or on every item.

    Raises:
        DataError: with every answer that cannot be used.
        UsageError: if the call is wrong, or nothing is answered.
    """
    return reported(graph, read(graph, given), "all" if every else "low")


def read_forms(
    forms: Sequence[Path], aside: Callable[[str], None] = lambda name: None
) -> tuple[list[Answered], list[Problem]]:
    """Read filled forms: the answers, and what is wrong with rows. `aside` is told sheets that are no forms.

    Raises:
        UsageError: if a form is given twice, is of a kind that is not read, or cannot be opened.
    """
    for path in forms:
        if [other.resolve() for other in forms].count(path.resolve()) > 1:
            raise UsageError(f"the form {path} is given twice.")
    wording = _wording()
    found = [each for path in forms for each in sheets.read(path, aside, wording)]
    told = [Answered.of(each) for each in found if not isinstance(each, Problem)]
    return told, [each for each in found if isinstance(each, Problem)]


def _wording() -> sheets.Wording:
    """Give how forms may be worded: the heads of columns and the names of guides in every language."""
    heads: dict[str, str] = {}
    guides = set()
    for code in words.languages():
        spoken = words.language(code)
        heads |= {text: column for column, text in spoken.under("form.head").items()}
        guides.add(spoken.say("form.guide"))
        # A report comes back as a workbook with its plan: its other sheets are for people.
        for sheet in ("read_me", "scores", "evidence"):
            guides.add(spoken.say(f"report.book.named.{sheet}"))
        guides.add(spoken.say("report.book.named.memo", number="*"))
        guides.add(spoken.say("report.book.named.matrix", edition="*"))
    return sheets.worded(heads, guides)


def own_scores(graph: Graph, forms: Sequence[Path]) -> Rows:
    """Give the scores of one's own services from filled forms, as rows to be drawn.

    Raises:
        DataError: with every answer that cannot be used.
    """
    told = read(graph, Given(forms=forms))
    services = measure.services(told.instrument, measure.answered(told.instrument, told.replies, told.unread))
    return measure.own(services)


def day(text: str) -> str:
    """Give the day that is meant: today, if none is named.

    Raises:
        UsageError: if it is no day.
    """
    if not text:
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"--date '{text}' is not a day such as 2026-01-31.") from None


def name(option: str, text: str) -> str:
    """Give a name as it may stand on one line.

    Raises:
        UsageError: if it cannot be one.
    """
    from pydantic import TypeAdapter, ValidationError

    from determinants.tables.model.fields import Name

    try:
        return TypeAdapter(Name).validate_python(text) if text.strip() else ""
    except ValidationError as error:
        raise UsageError(f"--{option}: {error.errors()[0]['msg'].removeprefix('Value error, ')}.") from None


def _whose(filled: Sequence[Answered], given: Given) -> Who:
    """Give whose answers those are that are given in the call: as it says, else as the forms have it.

    A line of a plan is nobody's answer.
    """
    filled = [reply for reply in filled if reply.answer or reply.note] or filled
    return Who(
        name("site", given.site) or _only({reply.site for reply in filled}),
        (day(given.date) if given.date else "") or (_only({r.date for r in filled}) if filled else day("")),
        name("rater", given.rater) or _only({reply.rater for reply in filled}),
    )


def _placed(replies: Sequence[Answered]) -> list[Answered]:
    """Give answers where a line of a plan without a site is of the only site that there is."""
    only = _only({reply.site for reply in replies if reply.answer})
    return [
        replace(reply, site=only) if reply.plan and not reply.site and only else reply for reply in replies
    ]


def _only(known: set[str]) -> str | None:
    """Give the only name that forms have; nothing if they have several."""
    return None if len(known) > 1 else next(iter(known), "")


def _told(instrument: Instrument, given: Sequence[str], who: Who) -> list[Answered]:
    """Give the answers that single words such as `training=2` hold."""
    return [who.says(told.question, told.answer) for told in measure.said(instrument, given, "--answer")]


def _completed(reply: Answered, given: Given) -> Answered:
    """Give an answer of a form; where it does not say of which site, when or by whom it is, the call does."""
    return replace(
        reply,
        site=reply.site or name("site", given.site),
        date=reply.date or (day(given.date) if given.date else ""),
        rater=reply.rater or name("rater", given.rater),
    )
