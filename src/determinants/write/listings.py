"""What is told of the answers to `influences` and `factors`: a table, or why there is none."""

from collections.abc import Iterable, Iterator

from determinants.ask import meaning, naming
from determinants.ask.factors import Factors
from determinants.ask.influences import Influences
from determinants.ask.records import CfirElements, InfluenceCounts
from determinants.ground import called
from determinants.write.onward import onward
from determinants.write.telling import Note, Told, plain

# What it means that nothing is found, by what was asked for and of what: {what} are factors, of {it}.
NOTHING = {
    ("factors", None): "No review that is asked names a single {what}.",
    ("factors", meaning.INFLUENCE): "This graph knows no single {what} of {it}.",
    ("factors", meaning.FACTOR): "{it} is no {what}.",
    ("factors", meaning.ELEMENT): "No single {what} is placed in {it} or below it.",
    ("factors", meaning.STUDY): "This graph knows no single {what} that {it} reports.",
    ("influences", None): "No influence is known here.",
    ("influences", meaning.INFLUENCE): "No review that is asked counts {it}.",
    ("influences", meaning.FACTOR): "What {it} is a factor of is counted by no review that is asked.",
    ("influences", meaning.ELEMENT): "No influence is known to lead to {it} or to what stands below it.",
    ("influences", meaning.STUDY): "This graph knows no influence that {it} reports on.",
}
FACTORS = {None: "factor", "facilitates": "facilitator", "hinders": "barrier"}


def listed(answer: Influences | Factors, here: str) -> Told:
    """Tell influences or factors as a table, and what leads on from them, or from the first.

    Where there are none, a sentence says what that means.
    """
    first = next(iter(answer.main.rows), None)
    about = answer.about or (meaning.of(answer.main, first, here) if first else None)
    others = of_this_name(answer.elsewhere, here)
    if first is not None:
        return plain(answer.main, answer.view, *others, onward=onward(about, here))
    blocks = [Note(" ".join(_nothing(answer, here))), *(block for note in others for block in ("", note))]
    return Told(answer.main, tuple(blocks), onward=(*_first(answer), *onward(about, here)))


def of_this_name(elsewhere: Iterable[CfirElements], here: str) -> Iterator[Note]:
    """Yield which other frameworks have a domain or construct of this name, with the command for it."""
    for other in elsewhere:
        command = called.command(f"{here} {naming.path(other.element)}")
        yield Note(f"{other.framework_label} has one of this name too: {command}")


def _nothing(answer: Influences | Factors, here: str) -> Iterator[str]:
    """Yield the sentences for an answer without rows: what is counted all the same, and what is not there."""
    kind, it = (answer.about.kind, answer.about.path) if answer.about else (None, "")
    if isinstance(answer, Influences):
        yield NOTHING[here, kind].format(it=it)
        return
    yield from map(_counted, answer.counts)
    what = FACTORS.get(answer.direction, "factor of this direction")
    yield NOTHING[here, kind].format(what=what, it="it" if answer.counts else it)
    if answer.stated:
        names = " and ".join(answer.stated)
        yield f"{names} says something else of it: the first of the next commands shows what."


def _first(answer: Influences | Factors) -> Iterator[str]:
    """Yield the command that goes before the others where an answer has no rows."""
    if isinstance(answer, Factors) and answer.stated and answer.about:
        yield called.command(f"ask review-statements --where influence={answer.about.path}")
    if isinstance(answer, Factors) and answer.about is None:
        yield called.command(f"influences --review {answer.review}" if answer.review else "influences")


def _counted(count: InfluenceCounts) -> str:
    """Say that a review counts something, of which no factor is known."""
    if count.count is None:
        return f"{count.review_label} lists {count.influence_label} and prints no count of it."
    total = "" if count.total is None else f" of {count.total}"
    return f"{count.review_label} counts {count.influence_label} in {count.count}{total} publications."
