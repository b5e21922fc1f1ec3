"""Forms: blank ones, with every question about a service, and answers as rows."""

from collections.abc import Iterable
from fractions import Fraction

from pyoxigraph import Literal

from determinants.ground.vocab import XSD
from determinants.service.measure import questionnaire
from determinants.service.measure.answering import Answered
from determinants.service.measure.instrument import Instrument
from determinants.service.measure.planning import FIELDS
from determinants.service.measure.questionnaire import Question
from determinants.service.measure.scoring import Service
from determinants.service.measure.shorthand import spelt_out
from determinants.store.solutions import Rows, value

TOLD = ("question", "asks", "helps", "hinders", "choices")
WHOSE = ("site", "date", "rater")
COLUMNS = (*TOLD, "answer", "note", *WHOSE)
PLANNING = (*TOLD, "answer", "note", *FIELDS, *WHOSE)


def form(
    instrument: Instrument,
    site: str = "",
    date: str = "",
    rater: str = "",
    *,
    checklist: bool,
    plan: bool = False,
) -> Rows:
    """Give a blank form as rows: the items, then the conditions, then, if asked for, every factor to tick.

    With `plan`, there is room for what is agreed to do about each item.
    """
    asked = list(questionnaire.questions(instrument, checklist=checklist))
    texts = (f"{each.about}: {each.text}" if each.about else each.text for each in asked)
    told = spelt_out(texts, instrument.abbreviations)
    room = ("",) * (2 + plan * len(FIELDS))
    rows = ((*_line(each, asks), *room, site, date, rater) for each, asks in zip(asked, told, strict=True))
    return Rows(PLANNING if plan else COLUMNS, tuple(tuple(map(Literal, row)) for row in rows))


def _line(asked: Question, asks: str) -> tuple[str, ...]:
    """Give what a form says of a question. Lists have one thing on a line."""
    choices = (f"{answer}: {meaning}" if meaning else answer for answer, meaning in asked.choices.items())
    lists = map("\n".join, (asked.helps, asked.hinders, choices))
    return (asked.name, asks, *lists)


def own(services: Iterable[Service]) -> Rows:
    """Give the scores of sites on their last day as rows, each with its site's total, to be drawn."""
    return Rows(
        ("site_label", "ordinal", "influence_label", "score", "total"),
        tuple(
            (
                Literal(service.site),
                Literal(str(scored.item.ordinal), datatype=XSD.integer),
                Literal(scored.item.label),
                _decimal(scored.mean),
                _decimal(service.latest.total),
            )
            for service in services
            for scored in service.latest.items
        ),
    )


def _decimal(exact: Fraction | None) -> Literal | None:
    return None if exact is None else Literal(f"{float(exact):.2f}", datatype=XSD.decimal)


def filled(instrument: Instrument, replies: Iterable[Answered]) -> Rows:
    """Give answers as the rows of a form that can be read back, in the order in which they came."""
    given = list(replies)
    plan = any(reply.plan for reply in given)
    asks = {str(value(row[0])): row[1 : len(TOLD)] for row in form(instrument, checklist=True).rows}
    nothing = (Literal(""),) * (len(TOLD) - 1)
    rows = (
        (
            Literal(reply.question),
            *asks.get(reply.question, nothing),
            *map(Literal, (reply.answer, reply.note)),
            *(Literal(getattr(reply.plan, field, "")) for field in FIELDS * plan),
            *map(Literal, (reply.site, reply.date, reply.rater)),
        )
        for reply in given
    )
    return Rows(PLANNING if plan else COLUMNS, tuple(rows))
