"""What somebody answers → which question is meant, and the value of the answer."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from determinants.ask.naming import resolve
from determinants.ground.problems import UnknownName
from determinants.ground.spelling import compared
from determinants.service.measure.instrument import Instrument

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


class Names(NamedTuple):
    """What every question is called: exactly, and, for items, by label or number."""

    exact: dict[str, tuple[Asked, ...]]
    key: dict[Asked, str]
    labels: dict[str, set[str]]


def names_of(instrument: Instrument) -> Names:
    """Give what every question of a measure is called."""
    key = {Asked("condition", facet): facet for facet in instrument.conditions}
    key |= {Asked("item", item.iri): item.key for item in instrument.items}
    key |= {Asked("factor", factor.iri): factor.key for factor in instrument.factors}
    exact: dict[str, tuple[Asked, ...]] = {}
    for asked, name in key.items():
        exact[name] = (*exact.get(name, ()), asked)
    # Only items may be named freely: a hundred factors have too many words in common.
    labels = {item.iri: {item.label, item.key, str(item.ordinal)} for item in instrument.items}
    return Names(exact, key, labels)


def understood(
    instrument: Instrument, names: Names, question: str, answer: str
) -> tuple[Asked, int | bool | str | None]:
    """Give what is asked, and the value of the answer; nothing for an answer that was left empty.

    A word may call both a condition and an item: `training` does. Then the answer tells which, in a form as
    in an option; without an answer, it is the condition.

    Raises:
        UnknownName: if nothing of the form is called so.
        NotAnAnswer: if it is no answer to the question.
    """
    meant = asked_by(question, names)
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


def asked_by(question: str, names: Names) -> list[Asked]:
    """Give what may be meant by the name of a question: a condition, an item, or either of the two.

    Raises:
        UnknownName: if nothing of the form is called so.
    """
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


def _shown(answer: str) -> str:
    return answer.strip()[:40]


def _either(choices: Iterable[str]) -> str:
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last
