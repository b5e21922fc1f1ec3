"""A blank form: every question about a service, with what it asks and what may be answered."""

from collections.abc import Iterable

from pyoxigraph import Literal

from determinants.answers import Table, value
from determinants.measure.answering import Answered
from determinants.measure.instrument import Instrument

COLUMNS = ("question", "asks", "choices", "answer", "note", "site", "date", "rater")
UNKNOWN = "empty: nobody can say"


def form(
    instrument: Instrument, *, checklist: bool, site: str = "", date: str = "", rater: str = ""
) -> Table:
    """Give a blank form as rows: the items, then the conditions, then, if asked for, every factor to tick."""
    scale = "; ".join(f"{score} {meaning}" for score, meaning in instrument.anchors.items())
    lines = [
        (item.key, f"{item.ordinal}. {item.label}: {item.meaning}", f"{scale}; {UNKNOWN}")
        for item in instrument.items
    ]
    for facet, answers in instrument.conditions.items():
        choices = "; ".join(f"{answer}: {meaning}" for answer, meaning in answers.items())
        lines.append((facet, "Which of these is so here?", f"{choices}; {UNKNOWN}"))
    if checklist:
        for factor in instrument.factors:
            kind = "Facilitator" if factor.direction == "facilitates" else "Barrier"
            asks = f"{factor.subject_label}. {kind}: {factor.label}. Is it so here?"
            lines.append((factor.key, asks, f"yes; no; {UNKNOWN}"))
    rows = ((*line, "", "", site, date, rater) for line in lines)
    return Table(COLUMNS, tuple(tuple(map(Literal, row)) for row in rows))


def filled(instrument: Instrument, replies: Iterable[Answered]) -> Table:
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
    return Table(COLUMNS, tuple(rows))
