"""What is asked about a service, question by question: the same on paper, in a sheet and on a terminal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from determinants.ground.values import FACILITATES, HINDERS
from determinants.service import words
from determinants.service.measure.instrument import Factor, Instrument, Item
from determinants.service.measure.understanding import Asked

TICKS = {"yes": "", "no": ""}


@dataclass(frozen=True)
class Question:
    """A question: what answers call it, what it is about, the sentence, and what each answer means.

    `helps` and `hinders` are to be weighed for the score of an item, as far as its review prints them.
    """

    asked: Asked
    name: str
    about: str
    text: str
    choices: Mapping[str, str]
    helps: tuple[str, ...] = ()
    hinders: tuple[str, ...] = ()


def questions(instrument: Instrument, *, checklist: bool = False) -> Iterator[Question]:
    """Yield the items, then the conditions, then, if asked for, every factor to tick."""
    for item in instrument.items:
        yield of_item(instrument, item)
    for facet in instrument.conditions:
        yield of_condition(instrument, facet)
    if checklist:
        yield from map(of_factor, instrument.factors)


def of_item(instrument: Instrument, item: Item) -> Question:
    """Give the question of an item, with what has to be weighed."""
    helps, hinders = (
        tuple(factor.label for factor in instrument.factors_on(item.influence, way.iri) if factor.reviewed)
        for way in (FACILITATES, HINDERS)
    )
    text = item.question or words.say("form.item", meaning=item.meaning)
    scale = {str(score): meaning for score, meaning in instrument.anchors.items()}
    about = words.say("form.about", number=item.ordinal, item=item.label)
    return Question(Asked("item", item.iri), item.key, about, text, scale, helps, hinders)


def of_condition(instrument: Instrument, facet: str) -> Question:
    """Give the question of a condition."""
    text = instrument.questions.get(facet) or words.say("form.condition")
    return Question(Asked("condition", facet), facet, "", text, instrument.conditions[facet])


def of_factor(factor: Factor) -> Question:
    """Give the question whether a factor is so."""
    text = words.say(f"form.so.{FACILITATES.slug if factor.helps else HINDERS.slug}", factor=factor.label)
    return Question(Asked("factor", factor.iri), factor.key, factor.subject_label, text, dict(TICKS))
