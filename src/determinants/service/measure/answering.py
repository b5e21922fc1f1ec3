"""Rows of filled forms → what each rater answered about each site on each day, or every problem with them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import NamedTuple, Self

from determinants.ask.naming import resolve
from determinants.ground import called
from determinants.ground.problems import DataError, Problem, UnknownName, UsageError, alike
from determinants.ground.spelling import compared
from determinants.service.measure.instrument import Instrument
from determinants.service.measure.planning import FIELDS, PlannedAction
from determinants.tables.model.replies import Reply
from determinants.tables.reading import Entry

UNNAMED_SITE = "Our service"
YES, NO = {"yes", "y", "x", "true"}, {"no", "n", "false"}  # a cross and a spreadsheet's own word tick too


class NotAnAnswer(Exception):
    """What was given is no answer to the question: why, and what to write instead."""

    def __init__(self, message: str, advice: str) -> None:
        """Say why, and what to write."""
        super().__init__(message, advice)
        self.message, self.advice = message, advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}"


class Asked(NamedTuple):
    """What a form calls a question, and what kind it is of: item, factor or condition."""

    kind: str
    name: str  # the IRI of an item or a factor, or the facet of a condition


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
    names = _names(instrument)
    for text in given:
        question, equals, answer = text.partition("=")
        if not equals:
            example = f"{instrument.items[0].key}={max(instrument.anchors)}"
            raise UsageError(f"{option} '{text}' is not QUESTION=ANSWER, as in {example}.")
        try:
            asked, _ = _read(instrument, names, question, answer)
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
    names, sheets = _names(instrument), dict[tuple[str, str, str], Sheet]()
    first: dict[tuple[str, str, str, Asked], Answered] = {}
    written: dict[str, str] = {}
    problems = list(unread)
    for reply in replies:
        try:
            asked, value = _read(instrument, names, reply.question, reply.answer)
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
        items = [each.name for each in _asked(reply.question, names) if each.kind == "item"]
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
    return _read(instrument, _names(instrument), reply.question, reply.answer)[0]


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


class Names(NamedTuple):
    """What every question is called: exactly, and, for items, by label or number."""

    exact: dict[str, tuple[Asked, ...]]
    key: dict[Asked, str]
    labels: dict[str, set[str]]


def _names(instrument: Instrument) -> Names:
    key = {Asked("condition", facet): facet for facet in instrument.conditions}
    key |= {Asked("item", item.iri): item.key for item in instrument.items}
    key |= {Asked("factor", factor.iri): factor.key for factor in instrument.factors}
    exact: dict[str, tuple[Asked, ...]] = {}
    for asked, name in key.items():
        exact[name] = (*exact.get(name, ()), asked)
    # Only items may be named freely: a hundred factors have too many words in common.
    labels = {item.iri: {item.label, item.key, str(item.ordinal)} for item in instrument.items}
    return Names(exact, key, labels)


def _read(
    instrument: Instrument, names: Names, question: str, answer: str
) -> tuple[Asked, int | bool | str | None]:
    """Give what is asked, and the value of the answer; nothing for an answer that was left empty.

    A word may call both a condition and an item: `training` does. Then the answer tells which, in a form as
    in an option; without an answer, it is the condition.

    Raises:
        UnknownName: if nothing of the form is called so.
        NotAnAnswer: if it is no answer to the question.
    """
    meant = _asked(question, names)
    if not answer.strip():
        return meant[0], None
    wrong = []
    for asked in meant:
        try:
            return asked, _value(instrument, asked, answer)
        except NotAnAnswer as error:
            wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    condition = meant[0].name
    choices = _either(instrument.conditions[condition]), _either(map(str, instrument.anchors))
    raise NotAnAnswer(
        f"'{_shown(answer)}' is neither an answer to '{condition}' nor a score of its item.",
        f"Write {choices[0]}, or {choices[1]}.",
    )


def _asked(question: str, names: Names) -> list[Asked]:
    found = list(names.exact.get(question.strip(), ()))
    if found and found[-1].kind != "condition":
        return found
    try:
        return [*found, Asked("item", resolve(question, names.labels, "question"))]
    except UnknownName as error:
        if found:
            return found
        near = error.near or tuple(get_close_matches(question, names.exact, n=3))
        raise UnknownName("question", question, near, ambiguous=error.ambiguous) from None


def _value(instrument: Instrument, asked: Asked, answer: str) -> int | bool | str:
    """Give the value of an answer.

    Raises:
        NotAnAnswer: if it is none.
    """
    given, shown = _chosen(instrument, asked, answer).casefold(), f"'{_shown(answer)}'"
    match asked.kind:
        case "item":
            scores = {str(score): score for score in instrument.anchors}
            whole = re.sub(r"^([0-9]+)[.,]0+$", r"\1", given)  # as spreadsheets show whole numbers
            if whole in scores:
                return scores[whole]
            choices = _either(scores)
            raise NotAnAnswer(
                f"{shown} is not a score.", f"Write {choices}, or leave it empty if nobody can say."
            )
        case "factor":
            if given in YES | NO:
                return given in YES
            raise NotAnAnswer(f"{shown} is neither yes nor no.", "Write yes, no, or leave it empty.")
        case _:
            answers = instrument.conditions[asked.name]
            if given in answers:
                return given
            choices = _either(answers)
            raise NotAnAnswer(f"{shown} is not an answer here.", f"Write {choices}, or leave it empty.")


def _chosen(instrument: Instrument, asked: Asked, answer: str) -> str:
    """Give an answer without its meaning, which stands behind it where it was chosen from a list.

    Raises:
        NotAnAnswer: if that is the meaning of another.
    """
    start, colon, meaning = answer.strip().partition(":")
    if not colon or asked.kind == "factor":
        return answer.strip()
    means = {str(score): told for score, told in instrument.anchors.items()}
    if asked.kind == "condition":
        means = dict(instrument.conditions[asked.name])
    known = means.get(start.strip().casefold())
    if known is None or compared(known) == compared(meaning):
        return start.strip() if known else answer.strip()
    raise NotAnAnswer(
        f"'{start.strip()}' does not mean '{_shown(meaning)}'.",
        f"Write {start.strip()} alone if it is meant.",
    )


def _not_planned() -> tuple[str, str]:
    return "an action is planned for something that is no item.", "Move it to the row of an item."


def _shown(answer: str) -> str:
    return answer.strip()[:40]


def _either(choices: Iterable[str]) -> str:
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def _put(sheet: Sheet, asked: Asked, value: int | bool | str) -> None:
    places: Mapping[str, Callable[[], None]] = {
        "item": lambda: sheet.scores.__setitem__(asked.name, int(value)),
        "factor": lambda: sheet.ticks.__setitem__(asked.name, bool(value)),
        "condition": lambda: sheet.conditions.__setitem__(asked.name, str(value)),
    }
    places[asked.kind]()
