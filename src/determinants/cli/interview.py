"""An interview on the terminal: item by item, each with its factors if wanted, and then the conditions.

Questions go to standard error, so that standard output has the result alone.
"""

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

import typer

from determinants.cli import saying
from determinants.cli.options import width
from determinants.ground.spelling import seen
from determinants.ground.values import FACILITATES, HINDERS
from determinants.service import measure, words
from determinants.service.measure import Answered
from determinants.service.measure.forms import weighed
from determinants.write.wrapping import wrapped

if TYPE_CHECKING:
    from determinants.service.measure import Instrument, Item
    from determinants.service.measure.answering import Who

SKIP, ENOUGH, BACK = "", "enough", "back"


def interview(
    instrument: "Instrument",
    who: "Who",
    replies: list[Answered],
    settled: Collection[str] = (),
    keep: Callable[[], None] = lambda: None,
) -> None:
    """Ask this rater what this rater has not answered yet; add the answers to the replies as they come.

    `keep` is called after each.
    """
    if not replies:
        who = who._replace(site=who.site or _given(words.say("interview.site")))
        who = who._replace(rater=who.rater or _given(words.say("interview.rater")))
    done = _done(instrument, who, replies) | set(settled)
    _say(words.say("interview.begin", review=instrument.review_label))
    for score, meaning in instrument.anchors.items():
        _say(f"  {score}  {meaning}")
    asks: list[Callable[[], list[Answered]]] = [
        partial(_item, instrument, item, who) for item in instrument.items if item.iri not in done
    ]
    asks += [
        partial(_condition, instrument, facet, who) for facet in instrument.conditions if facet not in done
    ]
    _one_by_one(asks, replies, keep)


def _one_by_one(
    asks: list[Callable[[], list[Answered]]], replies: list[Answered], keep: Callable[[], None]
) -> None:
    """Put the questions in their order; 'back' takes back the answers to the one before and puts it again."""
    told: list[int] = []  # how many replies there were before each question
    while len(told) < len(asks):
        told.append(len(replies))
        try:
            if found := asks[len(told) - 1]():
                replies += found
                keep()
        except _Back:
            told.pop()
            if told:
                del replies[told.pop() :]
            else:
                _say(words.say("interview.first"))


class _Back(Exception):
    """The rater wants to go back to the question before."""


def _done(instrument: "Instrument", who: "Who", replies: list[Answered]) -> set[str]:
    """Give what this rater has answered already about this site on this day."""
    mine = who.says("", "").who
    return {
        name
        for sheet in measure.answered(instrument, (reply for reply in replies if reply.who == mine))
        for name in (*sheet.scores, *sheet.conditions)
    }


def _item(instrument: "Instrument", item: "Item", who: "Who") -> list[Answered]:
    _say("")
    told = {"number": item.ordinal, "item": item.label, "meaning": item.meaning}
    _say(words.say("interview.item", count=len(instrument.items), **told))
    for line in weighed(instrument, item):
        _say(f"   {line}")
    given = _choose(words.say("interview.score"), tuple(map(str, instrument.anchors)), BACK)
    if not given:
        return []
    found = [who.says(item.key, given)]
    if int(given) in instrument.low and _choose(words.say("interview.tick"), ("yes", "no"), BACK) == "yes":
        found += _factors(instrument, item, who)
    return found


def _factors(instrument: "Instrument", item: "Item", who: "Who") -> list[Answered]:
    found = []
    for factor in instrument.factors_on(item.influence):
        kind = words.say(f"form.kind.{FACILITATES.slug if factor.helps else HINDERS.slug}")
        _say(words.say("form.factors", kind=kind, factors=factor.label))
        ticked = _choose(words.say("interview.so"), ("yes", "no", ENOUGH))
        if ticked == ENOUGH:
            break
        if ticked:
            found.append(who.says(factor.key, ticked))
    return found


def _condition(instrument: "Instrument", facet: str, who: "Who") -> list[Answered]:
    _say("")
    _say(words.say("interview.condition"))
    for answer, meaning in instrument.conditions[facet].items():
        _say(f"  {answer}: {meaning}")
    given = _choose(facet.capitalize(), tuple(instrument.conditions[facet]), BACK)
    return [who.says(facet, given)] if given else []


def _choose(asks: str, choices: tuple[str, ...], *also: str) -> str:
    """Ask until the answer is one of the choices, a beginning of just one of them, or nothing."""
    while True:
        given = _given(f"{asks} [{'/'.join((*choices, *also))}]: ").casefold()
        meant = [choice for choice in (*choices, *also) if given and choice.startswith(given)]
        if not given:
            return SKIP
        if meant == [BACK]:
            raise _Back
        if len(meant) == 1:
            return meant[0]
        _say(words.say("interview.choose", choices=", ".join(choices)))


def _given(prompt: str) -> str:
    """Give a line from the terminal. The library's own prompt would write a space to standard output."""
    saying.aside(prompt, end="")
    try:
        return input().strip()
    except EOFError:
        raise typer.Abort from None


def _say(text: str) -> None:
    indent = "   " if text.startswith("   ") else ""
    lines = wrapped(seen(text).strip(), width(), text[: len(text) - len(text.lstrip())], indent or "   ")
    saying.aside("\n".join(lines))
