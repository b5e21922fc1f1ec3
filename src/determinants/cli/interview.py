"""An interview on the terminal: condition by condition, item by item, and then factor by factor if wanted.

Questions go to standard error, so that standard output has the result alone.
"""

import textwrap
from typing import TYPE_CHECKING

import typer

from determinants.cli.options import width
from determinants.measure import Answered

if TYPE_CHECKING:
    from determinants.measure import Instrument, Item

SKIP, ENOUGH = "", "enough"


def interview(instrument: "Instrument", who: tuple[str, str, str], replies: list[Answered]) -> None:
    """Ask what is not answered yet, and add the answers to the replies as they come."""
    done = {reply.question for reply in replies if reply.answer}
    _say(f"The measure of {instrument.review_label}. Press Enter where nobody can say; Ctrl-C stops.")
    for score, meaning in instrument.anchors.items():
        _say(f"  {score}  {meaning}")
    for item in instrument.items:
        if item.key not in done:
            _ask_item(instrument, item, who, replies)
    _say("")
    _say("How are things arranged here? It decides where influences stand in the CFIR.")
    for facet, answers in instrument.conditions.items():
        if facet not in done:
            for answer, meaning in answers.items():
                _say(f"  {answer}: {meaning}")
            _keep(facet, _choose(facet, tuple(answers)), who, replies)


def _ask_item(
    instrument: "Instrument", item: "Item", who: tuple[str, str, str], replies: list[Answered]
) -> None:
    _say("")
    _say(f"{item.ordinal} of {len(instrument.items)}. {item.label}: {item.meaning}")
    given = _choose("Score", tuple(map(str, instrument.anchors)))
    _keep(item.key, given, who, replies)
    if given in {"0", "1"} and _choose("Go through its barriers and facilitators", ("yes", "no")) == "yes":
        for factor in instrument.factors_on(item.influence):
            kind = "Barrier" if factor.direction == "hinders" else "Facilitator"
            _say(f"{kind}: {factor.label}.")
            ticked = _choose("Is it so here", ("yes", "no", ENOUGH))
            if ticked == ENOUGH:
                return
            _keep(factor.key, ticked, who, replies)


def _choose(asks: str, choices: tuple[str, ...]) -> str:
    """Ask until the answer is one of the choices, a beginning of just one of them, or nothing."""
    while True:
        given = _given(f"{asks} [{'/'.join(choices)}]: ")
        meant = [choice for choice in choices if given and choice.startswith(given)]
        if not given:
            return SKIP
        if len(meant) == 1:
            return meant[0]
        _say(f"Answer {', '.join(choices)}, or press Enter.")


def _given(prompt: str) -> str:
    """Give a line from the terminal. The library's own prompt would write a space to standard output."""
    typer.echo(prompt, nl=False, err=True)
    try:
        return input().strip().casefold()
    except EOFError:
        raise typer.Abort from None


def _keep(question: str, answer: str, who: tuple[str, str, str], replies: list[Answered]) -> None:
    if answer:
        site, date, rater = who
        replies.append(Answered(question, answer, site=site, date=date, rater=rater))


def _say(text: str) -> None:
    typer.echo("\n".join(textwrap.wrap(text, width(), subsequent_indent="   ")), err=True)
