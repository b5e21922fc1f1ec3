"""An interview on the terminal: item by item, each with its factors if wanted, and then the conditions.

Questions go to standard error, so that standard output has the result alone.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import typer

from determinants.cli import saying
from determinants.cli.options import width
from determinants.ground.problems import UsageError
from determinants.ground.spelling import seen
from determinants.service import measure, words
from determinants.service.measure import Answered, questionnaire
from determinants.service.measure.shorthand import spelt_out
from determinants.service.requests import name
from determinants.write.wrapping import wrapped

if TYPE_CHECKING:
    from determinants.service.measure import Instrument, Item
    from determinants.service.measure.answering import Who
    from determinants.service.measure.questionnaire import Question
    from determinants.service.measure.understanding import Asked

SKIP, ENOUGH, BACK = "", "enough", "back"
YES, NO = "yes", "no"
INDENT = "   "

Step = tuple[str, str]  # what is asked: of which kind, and its name


class _Back(Exception):
    """The rater wants to go back to the question before."""


def interview(
    instrument: "Instrument",
    who: "Who",
    replies: list[Answered],
    settled: Collection[str] = (),
    keep: Callable[[], None] = lambda: None,
) -> None:
    """Ask this rater what this rater has not answered yet; add the answers to the replies as they come.

    `keep` is called after each, and after each that is taken back.
    """
    sitting = _Sitting(instrument, who, replies, named=bool(replies))
    sitting.done |= set(settled)
    _say(words.say("interview.begin", review=instrument.review_label))
    for line in words.lines("interview.keys"):
        _say(line)
    before: list[tuple[Step, int]] = []  # the questions that were put, and how many replies there were
    while (following := sitting.following()) is not None:
        step, ask = following
        try:
            given, found = ask()
        except _Back:
            if not before:
                _say(words.say("interview.first"))
                continue
            step, count = before.pop()
            del sitting.given[step], replies[count:]
        else:
            before.append((step, len(replies)))
            sitting.given[step] = given
            replies += found
        keep()


Given = tuple[str, list[Answered]]  # what was typed, and what it answers


@dataclass
class _Sitting:
    """What one rater has been asked and has given; whose answers they are may be among it."""

    instrument: "Instrument"
    whose: "Who"
    replies: list[Answered]
    named: bool  # whether it is known whose answers they are
    given: dict[Step, str] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)  # items, factors and conditions answered before
    scored: dict[str, int] = field(default_factory=dict)
    last: "Asked | None" = None  # what was answered last before: its factors may have been broken off

    def __post_init__(self) -> None:
        """Take note of what this rater has answered already about this site on this day."""
        items = self.instrument.items
        labels = spelt_out((item.label for item in items), self.instrument.abbreviations)
        self._labels = dict(zip((item.iri for item in items), labels, strict=True))
        if self.named:
            mine = self.whose.says("", "").who
            own = [reply for reply in self.replies if reply.who == mine]
            for sheet in measure.answered(self.instrument, own):
                self.done |= {*sheet.scores, *sheet.conditions, *sheet.ticks}
                self.scored = dict(sheet.scores)
            self.last = measure.meant(self.instrument, own[-1]) if own else None

    @property
    def who(self) -> "Who":
        """Whose answers these are, as far as that has been said."""
        said = {kind: name for (step, kind), name in self.given.items() if step == "who"}
        return self.whose._replace(**said)

    def following(self) -> tuple[Step, Callable[[], Given]] | None:
        """Give the first question that was not put yet."""
        return next(((step, ask) for step, ask in self._steps() if step not in self.given), None)

    def _steps(self) -> Iterator[tuple[Step, Callable[[], Given]]]:
        if not self.named:
            for option in ("site", "rater"):
                if not getattr(self.whose, option):
                    yield ("who", option), partial(_named, option)
        for item in self.instrument.items:
            if item.iri not in self.done:
                yield ("item", item.iri), partial(self._item, item)
            yield from self._ticks(item)
        for facet in self.instrument.conditions:
            if facet not in self.done:
                asks = questionnaire.of_condition(self.instrument, facet)
                yield ("condition", facet), partial(self._condition, asks)

    def _ticks(self, item: "Item") -> Iterator[tuple[Step, Callable[[], Given]]]:
        """Yield whether to tick the factors of a low item, and each of them until there are enough."""
        score = self.given.get(("item", item.iri), "")
        broken_off = self.last is not None and self.last.name in {
            item.iri,
            *(factor.iri for factor in self.instrument.factors_on(item.influence)),
        }
        if broken_off and item.iri in self.scored:
            score = str(self.scored[item.iri])
        if not score or int(score) not in self.instrument.low:
            return
        tick = words.say("interview.tick")
        yield ("tick", item.iri), lambda: (_choose(tick, (YES, NO), BACK), [])
        if self.given.get(("tick", item.iri)) != YES:
            return
        for factor in self.instrument.factors_on(item.influence):
            if factor.iri not in self.done:
                yield ("factor", factor.iri), partial(self._factor, questionnaire.of_factor(factor))
                if self.given.get(("factor", factor.iri)) == ENOUGH:
                    return

    def _item(self, item: "Item") -> Given:
        asks = questionnaire.of_item(self.instrument, item)
        _say("")
        count = len(self.instrument.items)
        label = self._labels[item.iri]
        _say(words.say("interview.item", number=item.ordinal, count=count, item=label))
        for title, listed in (("helps", asks.helps), ("hinders", asks.hinders)):
            if listed:
                told = words.say(f"interview.{title}", factors="; ".join(listed))
                _say(INDENT + told)
        _say(asks.text)  # after the lists: so it is in sight with its answers, however small the screen is
        _choices(asks)
        return self._answer(asks, words.say("interview.score"))

    def _condition(self, asks: "Question") -> Given:
        _say("")
        _say(asks.text)
        _choices(asks)
        return self._answer(asks, words.say("interview.answer"))

    def _factor(self, asks: "Question") -> Given:
        _say(asks.text)
        return self._answer(asks, words.say("interview.answer"), ENOUGH)

    def _answer(self, asks: "Question", prompt: str, *also: str) -> Given:
        given = _choose(prompt, tuple(asks.choices), *also, BACK)
        return given, [self.who.says(asks.name, given)] if given not in {SKIP, ENOUGH} else []


def _choices(asks: "Question") -> None:
    for answer, meaning in asks.choices.items():
        _say(f"  {answer}  {meaning}")


def _named(option: str) -> Given:
    """Ask for a name, until it is one that a form can hold, or nothing."""
    while True:
        given = _typed(words.say(f"interview.{option}"))
        if given.casefold() == BACK:
            raise _Back
        try:
            return name(option, given), []
        except UsageError as error:
            _say(str(error))


def _choose(asks: str, choices: tuple[str, ...], *also: str) -> str:
    """Ask until the answer is one of the choices, a beginning of just one of them, or nothing."""
    while True:
        given = _typed(f"{asks} [{'/'.join((*choices, *also))}]: ").casefold()
        meant = [choice for choice in (*choices, *also) if given and choice.startswith(given)]
        if not given:
            return SKIP
        if meant == [BACK]:
            raise _Back
        if len(meant) == 1:
            return meant[0]
        _say(words.say("interview.choose", choices=", ".join(choices)))


def _typed(prompt: str) -> str:
    """Give a line from the terminal. The library's own prompt would write a space to standard output."""
    saying.aside(prompt, end="")
    try:
        return input().strip()
    except EOFError:
        raise typer.Abort from None


def _say(text: str) -> None:
    indent = INDENT if text.startswith(INDENT) else ""
    lines = wrapped(seen(text).strip(), width(), text[: len(text) - len(text.lstrip())], indent or INDENT)
    saying.aside("\n".join(lines))
