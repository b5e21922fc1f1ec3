"""Forms: blank ones, with every question about a service, and answers as rows."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from pyoxigraph import Literal

from determinants.ground.values import FACILITATES, HINDERS
from determinants.ground.vocab import XSD
from determinants.service import words
from determinants.service.measure.answering import Answered
from determinants.service.measure.instrument import Instrument, Item
from determinants.service.measure.scoring import Service
from determinants.store.solutions import Rows, value

COLUMNS = ("question", "asks", "choices", "answer", "note", "site", "date", "rater")


def form(instrument: Instrument, *, checklist: bool, site: str = "", date: str = "", rater: str = "") -> Rows:
    """Give a blank form as rows: the items, then the conditions, then, if asked for, every factor to tick."""
    unknown = words.say("form.unknown")
    scale = "; ".join(f"{score} {meaning}" for score, meaning in instrument.anchors.items())
    lines = [(item.key, _asks(instrument, item), f"{scale}; {unknown}") for item in instrument.items]
    for facet, answers in instrument.conditions.items():
        choices = "; ".join(f"{answer}: {meaning}" for answer, meaning in answers.items())
        lines.append((facet, words.say("form.condition"), f"{choices}; {unknown}"))
    if checklist:
        for factor in instrument.factors:
            kind = words.say(f"form.kind.{FACILITATES.slug if factor.helps else HINDERS.slug}")
            asks = words.say("form.factor", subject=factor.subject_label, kind=kind, factor=factor.label)
            lines.append((factor.key, asks, words.say("form.ticks", unknown=unknown)))
    rows = ((*line, "", "", site, date, rater) for line in lines)
    return Rows(COLUMNS, tuple(tuple(map(Literal, row)) for row in rows))


def _asks(instrument: Instrument, item: Item) -> str:
    """Give an item with what has to be weighed: the facilitators and barriers that its review prints."""
    told = [words.say("form.item", number=item.ordinal, item=item.label, meaning=item.meaning)]
    return " ".join([*told, *weighed(instrument, item)])


def weighed(instrument: Instrument, item: Item) -> Iterator[str]:
    """Yield what helps with an item, and what hinders, as far as its review prints it."""
    for direction in (FACILITATES, HINDERS):
        factors = instrument.factors_on(item.influence, direction.iri)
        if labels := [factor.label for factor in factors if factor.reviewed]:
            kind = words.say(f"form.kinds.{direction.slug}")
            yield words.say("form.factors", kind=kind, factors="; ".join(labels))


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
    asks = {str(value(row[0])): row[1:3] for row in form(instrument, checklist=True).rows}
    nothing = (Literal(""), Literal(""))
    rows = (
        (
            Literal(reply.question),
            *asks.get(reply.question, nothing),
            *map(Literal, (reply.answer, reply.note, reply.site, reply.date, reply.rater)),
        )
        for reply in replies
    )
    return Rows(COLUMNS, tuple(rows))
