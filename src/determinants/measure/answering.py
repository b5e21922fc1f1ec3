"""Rows of filled forms → what each rater answered about each site on each day, or every problem with them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple, Self

from determinants.measure.instrument import Instrument
from determinants.model.service import Reply
from determinants.names import resolve
from determinants.problems import DataError, Problem, UnknownName, UsageError
from determinants.tables import Entry

UNNAMED_SITE = "Our service"
YES, NO = {"yes", "y", "x", "true"}, {"no", "n", "false"}


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

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Give the answer that a row of a form holds."""
        row = Reply.model_validate(entry.row)
        return cls(
            row.question,
            row.answer or "",
            row.note or "",
            row.site or "",
            row.date or "",
            row.rater or "",
            entry.file,
            entry.line,
        )

    def problem(self, column: str, rule: str, message: str, advice: str) -> Problem:
        """Give a problem with one of its cells."""
        return Problem(self.file, self.line, column, rule, message, advice)


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


def said(instrument: Instrument, given: Iterable[str], option: str) -> Iterator[Answered]:
    """Yield what options such as `psw-training=2` say.

    Raises:
        UsageError: if one is not QUESTION=ANSWER, or cannot be an answer to its question.
    """
    names = _names(instrument)
    for text in given:
        question, equals, answer = text.partition("=")
        if not equals:
            raise UsageError(f"{option} '{text}' is not QUESTION=ANSWER, as in psw-training=2.")
        try:
            asked, _ = _read(instrument, names, question, answer)
        except ValueError as error:
            raise UsageError(f"{option} {text}: {error}") from None
        yield Answered(names.key[asked], answer)


def answered(
    instrument: Instrument, replies: Iterable[Answered], unread: Iterable[Problem] = ()
) -> tuple[Sheet, ...]:
    """Give one sheet for each site, day and rater, in that order.

    Raises:
        DataError: with every answer that cannot be used, where two contradict each other, and with what
            could not be read before.
    """
    names, sheets = _names(instrument), dict[tuple[str, str, str], Sheet]()
    first: dict[tuple[str, str, str, Asked], Answered] = {}
    problems = list(unread)
    for reply in replies:
        who = (reply.site or UNNAMED_SITE, reply.date, reply.rater)
        try:
            asked, value = _read(instrument, names, reply.question, reply.answer)
        except UnknownName as error:
            advice = "Use the names that 'determinants form' writes."
            problems.append(reply.problem("question", "unknown-question", str(error), advice))
            continue
        except ValueError as error:
            message, _, advice = str(error).partition(" Write ")
            problems.append(reply.problem("answer", "not-an-answer", message, f"Write {advice}"))
            continue
        if value is not None and (earlier := first.setdefault((*who, asked), reply)) is not reply:
            problems.append(_twice(reply, earlier))
            continue
        sheet = sheets.setdefault(who, Sheet(*who))
        if reply.note:
            sheet.notes[asked.name] = reply.note
        if value is not None:
            _put(sheet, asked, value)
    if problems:
        raise DataError(problems)
    kept = [
        sheet for sheet in sheets.values() if any((sheet.scores, sheet.ticks, sheet.conditions, sheet.notes))
    ]
    return tuple(sorted(kept, key=lambda sheet: (sheet.site, sheet.date, sheet.rater)))


def _twice(reply: Answered, earlier: Answered) -> Problem:
    return reply.problem(
        "question",
        "answered-twice",
        f"'{reply.question}' is answered twice by the same rater for the same site and day: "
        f"first in {earlier.file}:{earlier.line}.",
        "Remove one of the two, or tell the raters or days apart.",
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

    A word may call both a condition and an item: `training` does. Then the answer tells which.

    Raises:
        UnknownName: if nothing of the form is called so.
        ValueError: if it is no answer to the question; its message says what to write.
    """
    meant = _asked(question, names)
    if not answer.strip():
        return meant[0], None
    wrong = []
    for asked in meant:
        try:
            return asked, _value(instrument, asked, answer)
        except ValueError as error:
            wrong.append(str(error))
    raise ValueError(wrong[0] if len(wrong) == 1 else _neither(instrument, meant[0], answer))


def _neither(instrument: Instrument, condition: Asked, answer: str) -> str:
    return (
        f"'{answer.strip()[:40]}' is neither an answer to '{condition.name}' nor a score of its item. Write "
        f"{_either(instrument.conditions[condition.name])}, or {_either(map(str, instrument.anchors))}."
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
        ValueError: if it is none; its message says what to write.
    """
    given = answer.strip().casefold()
    shown = f"'{answer.strip()[:40]}'"
    match asked.kind:
        case "item":
            scores = {str(score): score for score in instrument.anchors}
            if given not in scores:
                raise ValueError(
                    f"{shown} is not a score. Write {_either(scores)}, or leave it empty if nobody can say."
                )
            return scores[given]
        case "factor":
            if given not in YES | NO:
                raise ValueError(f"{shown} is neither yes nor no. Write yes, no, or leave it empty.")
            return given in YES
        case _:
            answers = instrument.conditions[asked.name]
            if given not in answers:
                raise ValueError(
                    f"{shown} is not an answer here. Write {_either(answers)}, or leave it empty."
                )
            return given


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
