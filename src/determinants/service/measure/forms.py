"""Forms: blank ones, with every question about a service, and answers as rows."""

from collections.abc import Iterable
from fractions import Fraction

from pyoxigraph import Literal

from determinants.ground.values import FACILITATES, HINDERS
from determinants.ground.vocab import XSD
from determinants.service.measure.answering import Answered
from determinants.service.measure.instrument import Instrument, Item
from determinants.service.measure.scoring import Service
from determinants.store.solutions import Rows, value

COLUMNS = ("question", "asks", "choices", "answer", "note", "site", "date", "rater")
UNKNOWN = "empty: nobody can say"


def form(instrument: Instrument, *, checklist: bool, site: str = "", date: str = "", rater: str = "") -> Rows:
    """Give a blank form as rows: the items, then the conditions, then, if asked for, every factor to tick."""
    scale = "; ".join(f"{score} {meaning}" for score, meaning in instrument.anchors.items())
    lines = [(item.key, _asks(instrument, item), f"{scale}; {UNKNOWN}") for item in instrument.items]
    for facet, answers in instrument.conditions.items():
        choices = "; ".join(f"{answer}: {meaning}" for answer, meaning in answers.items())
        asks = "Which of these is so here? It decides where an influence stands in the CFIR."
        lines.append((facet, asks, f"{choices}; {UNKNOWN}"))
    if checklist:
        for factor in instrument.factors:
            kind = "Facilitator" if factor.direction_iri == FACILITATES.iri else "Barrier"
            asks = f"{factor.subject_label}. {kind}: {factor.label}. Is it so here?"
            lines.append((factor.key, asks, f"yes; no; {UNKNOWN}"))
    rows = ((*line, "", "", site, date, rater) for line in lines)
    return Rows(COLUMNS, tuple(tuple(map(Literal, row)) for row in rows))


def _asks(instrument: Instrument, item: Item) -> str:
    """Give an item with what has to be weighed: the facilitators and barriers that its review prints."""
    told = [f"{item.ordinal}. {item.label}: {item.meaning}"]
    for title, direction in WEIGHED.items():
        factors = instrument.factors_on(item.influence, direction)
        if labels := [factor.label for factor in factors if factor.reviewed]:
            told.append(f"{title}: {'; '.join(labels)}.")
    return " ".join(told)


WEIGHED = {"Facilitators": FACILITATES.iri, "Barriers": HINDERS.iri}


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
