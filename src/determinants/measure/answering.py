"""Rows of filled forms → what each rater answered about each site on each day, or every problem with them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
    """Yield what options such as `training=2` say.

    Raises:
        UsageError: if one is not QUESTION=ANSWER, or its question is none of the form.
    """
    names = _names(instrument)
    for text in given:
        question, equals, answer = text.partition("=")
        if not equals:
            raise UsageError(f"{option} '{text}' is not QUESTION=ANSWER, as in psw-training=2.")
        asked = _asked(question, names)
        try:
            _value(instrument, asked, answer)
        except ValueError as error:
            raise UsageError(f"{option} {text}: {error}") from None
        yield Answered(question, answer)


def answered(instrument: Instrument, replies: Iterable[Answered]) -> tuple[Sheet, ...]:
    """Give one sheet for each site, day and rater, in that order.

    Raises:
        DataError: with every answer that cannot be used, and where two contradict each other.
    """
    names, sheets = _names(instrument), dict[tuple[str, str, str], Sheet]()
    first: dict[tuple[str, str, str, Asked], Answered] = {}
    problems: list[Problem] = []
    for reply in replies:
        who = (reply.site or UNNAMED_SITE, reply.date, reply.rater)
        try:
            asked = _asked(reply.question, names)
            if earlier := first.get((*who, asked)):
                if reply.answer:
                    problems.append(_twice(reply, earlier))
                continue
            sheet = sheets.setdefault(who, Sheet(*who))
            if reply.note:
                sheet.notes[asked.name] = reply.note
            if reply.answer:
                first[*who, asked] = reply
                _put(sheet, asked, _value(instrument, asked, reply.answer))
        except UnknownName as error:
            advice = "Use the names that 'determinants form' writes."
            problems.append(reply.problem("question", "unknown-question", str(error), advice))
        except ValueError as error:
            message, _, advice = str(error).partition(" Write ")
            problems.append(reply.problem("answer", "not-an-answer", message, f"Write {advice}"))
    if problems:
        raise DataError(problems)
    kept = [sheet for sheet in sheets.values() if sheet.scores or sheet.ticks or sheet.conditions]
    return tuple(sorted(kept, key=lambda sheet: (sheet.site, sheet.date, sheet.rater)))


def _twice(reply: Answered, earlier: Answered) -> Problem:
    return reply.problem(
        "question",
        "answered-twice",
        f"'{reply.question}' is answered twice by the same rater for the same site and day: "
        f"first in {earlier.file}:{earlier.line}.",
        "Remove one of the two, or tell the raters or days apart.",
    )


def _names(instrument: Instrument) -> tuple[dict[str, Asked], dict[str, set[str]]]:
    """Give what every question is called: exactly, and by its labels."""
    exact = {facet: Asked("condition", facet) for facet in instrument.conditions}
    exact |= {factor.key: Asked("factor", factor.iri) for factor in instrument.factors}
    exact |= {item.key: Asked("item", item.iri) for item in instrument.items}
    # Only items may be named freely: a hundred factors have too many words in common.
    labels = {item.iri: {item.label, item.key, str(item.ordinal)} for item in instrument.items}
    return exact, labels


def _asked(question: str, names: tuple[dict[str, Asked], dict[str, set[str]]]) -> Asked:
    exact, labels = names
    question = question.strip()
    if found := exact.get(question):
        return found
    try:
        return Asked("item", resolve(question, labels, "question"))
    except UnknownName as error:
        from difflib import get_close_matches

        near = error.near or tuple(get_close_matches(question, exact, n=3))
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
