"""Rows of filled forms → what each rater answered about each site on each day, or every problem with them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

from determinants.ground import called
from determinants.ground.problems import DataError, Problem, UnknownName, UsageError, alike
from determinants.ground.spelling import compared
from determinants.service.measure.instrument import Instrument
from determinants.service.measure.planning import FIELDS, PlannedAction
from determinants.service.measure.understanding import Asked, NotAnAnswer, asked_by, names_of, understood
from determinants.tables.model.replies import Reply
from determinants.tables.reading import Entry

UNNAMED_SITE = "Our service"


@dataclass(frozen=True)
class Answered:
    """One answer, as it was given, with the place that it stands at."""

    question: str
    answer: str
    note: str = ""
    site: str = ""
    date: str = ""
    rater: str = ""
    file: str = ""
    line: int = 0
    plan: PlannedAction | None = None  # of an item; nothing, where nothing is agreed

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Give the answer that a row of a form holds."""
        row = Reply.model_validate(entry.row)
        plan = PlannedAction("", *(getattr(row, field) or "" for field in FIELDS))
        return cls(
            row.question,
            row.answer or "",
            row.note or "",
            row.site or "",
            row.date or "",
            row.rater or "",
            entry.file,
            entry.line,
            None if plan.empty else plan,
        )

    @property
    def who(self) -> tuple[str, str, str]:
        """The site, the day and the rater, as they are told apart."""
        return compared(self.site or UNNAMED_SITE), self.date, compared(self.rater)

    def problem(self, column: str, rule: str, message: str, advice: str) -> Problem:
        """Give a problem with one of its cells."""
        return Problem(self.file, self.line, column, rule, message, advice)


class Who(NamedTuple):
    """Whose answers are given in a call. What the forms have several of, and no option tells, is None."""

    site: str | None
    date: str | None
    rater: str | None

    def says(self, question: str, answer: str) -> Answered:
        """Give an answer as this rater's.

        Raises:
            UsageError: if it is not known whose it is.
        """
        for name, told in self._asdict().items():
            if told is None:
                raise UsageError(
                    f"the forms have more than one {name}: say with --{name} whose answers these are."
                )
        return Answered(question, answer, site=self.site or "", date=self.date or "", rater=self.rater or "")


@dataclass(frozen=True)
class Sheet:
    """All that one rater answered about one site on one day. What is not in it was not answered."""

    site: str
    date: str
    rater: str
    scores: dict[str, int] = field(default_factory=dict)  # by item
    ticks: dict[str, bool] = field(default_factory=dict)  # by factor: whether it is so
    conditions: dict[str, str] = field(default_factory=dict)  # by facet
    notes: dict[str, str] = field(default_factory=dict)  # by item, factor or facet
    plans: tuple[PlannedAction, ...] = ()  # in the order of the form

    @property
    def rates(self) -> bool:
        """Whether anything is said of how things are, and not only of what to do."""
        return any((self.scores, self.ticks, self.conditions, self.notes))


def said(instrument: Instrument, given: Iterable[str], option: str) -> Iterator[Answered]:
    """Yield what options such as `training=2` say.

    Raises:
        UsageError: if one is not QUESTION=ANSWER, or cannot be an answer to its question.
    """
    names = names_of(instrument)
    for text in given:
        question, equals, answer = text.partition("=")
        if not equals:
            example = f"{instrument.items[0].key}={max(instrument.anchors)}"
            raise UsageError(f"{option} '{text}' is not QUESTION=ANSWER, as in {example}.")
        try:
            asked, _ = understood(instrument, names, question, answer)
        except NotAnAnswer as error:
            raise UsageError(f"{option} {text}: {error}") from None
        yield Answered(names.key[asked], answer)


def answered(
    instrument: Instrument, replies: Iterable[Answered], unread: Iterable[Problem] = ()
) -> tuple[Sheet, ...]:
    """Give one sheet for each site, day and rater, in that order.

    Names are the same in capitals or not; they are shown as they were first written.

    Raises:
        DataError: with every answer that cannot be used, where two contradict each other, and with what
            could not be read before.
    """
    names, sheets = names_of(instrument), dict[tuple[str, str, str], Sheet]()
    first: dict[tuple[str, str, str, Asked], Answered] = {}
    written: dict[str, str] = {}
    problems = list(unread)
    for reply in replies:
        try:
            asked, value = understood(instrument, names, reply.question, reply.answer)
        except UnknownName as error:
            advice = (
                f"Use the names that '{called.command('form')}' writes, or remove the row if it is no answer."
            )
            problems.append(reply.problem("question", "unknown-question", str(error), advice))
            continue
        except NotAnAnswer as error:
            problems.append(reply.problem("answer", "not-an-answer", error.message, error.advice))
            continue
        if value is not None and (earlier := first.setdefault((*reply.who, asked), reply)) is not reply:
            problems.append(_twice(reply, earlier))
            continue
        site, rater = (
            written.setdefault(compared(name), name) for name in (reply.site or UNNAMED_SITE, reply.rater)
        )
        sheet = sheets.setdefault(reply.who, Sheet(site, reply.date, rater))
        if reply.note:
            sheet.notes[asked.name] = reply.note
        items = [each.name for each in asked_by(reply.question, names) if each.kind == "item"]
        if reply.plan and not items:
            problems.append(reply.problem("action", "not-an-item", *_not_planned()))
        elif reply.plan:
            line = replace(reply.plan, item=items[0])
            sheets[reply.who] = sheet = replace(sheet, plans=(*sheet.plans, line))
        if value is not None:
            _put(sheet, asked, value)
    if problems:
        raise DataError(alike(problems))
    kept = [sheet for sheet in sheets.values() if sheet.rates or sheet.plans]
    return tuple(sorted(kept, key=lambda sheet: (sheet.site, sheet.date, sheet.rater)))


def meant(instrument: Instrument, reply: Answered) -> Asked:
    """Give what an answer is an answer to.

    Raises:
        UnknownName: if nothing of the form is called so.
        NotAnAnswer: if it is no answer to the question.
    """
    return understood(instrument, names_of(instrument), reply.question, reply.answer)[0]


def _twice(reply: Answered, earlier: Answered) -> Problem:
    apart = (
        "Remove one of the two" if reply.rater else "Tell raters apart in the column 'rater', or remove one"
    )
    return reply.problem(
        "question",
        "answered-twice",
        f"'{reply.question}' is answered twice by the same rater for the same site and day: "
        f"first in {f'{earlier.file}:{earlier.line}' if earlier.file else 'the call'}.",
        f"{apart}.",
    )


def _not_planned() -> tuple[str, str]:
    return "an action is planned for something that is no item.", "Move it to the row of an item."


def _put(sheet: Sheet, asked: Asked, value: int | bool | str) -> None:
    places: Mapping[str, Callable[[], None]] = {
        "item": lambda: sheet.scores.__setitem__(asked.name, int(value)),
        "factor": lambda: sheet.ticks.__setitem__(asked.name, bool(value)),
        "condition": lambda: sheet.conditions.__setitem__(asked.name, str(value)),
    }
    places[asked.kind]()
