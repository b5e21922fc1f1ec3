"""What reviews count, as text for people: each number with its own basis and place."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from determinants.ask.influences import Influences
from determinants.ask.records import InfluenceCounts, read
from determinants.ground.values import PRINTED
from determinants.write.prose import NOT_AN_EFFECT
from determinants.write.telling import Block, Hanging, Note, Told, on

NO_COUNT = "no count is printed"


def influences(answer: Influences) -> Told:
    """Tell the influences of each review with what it counts for each, and where it says so."""
    rows = read(answer.main, InfluenceCounts)
    parts = [
        block for _, group in groupby(rows, key=lambda row: row.review) for block in _review(answer, [*group])
    ]
    return Told(answer.main, (*parts, Note(NOT_AN_EFFECT)))


def _review(answer: Influences, rows: Sequence[InfluenceCounts]) -> Iterator[Block]:
    yield Note(f"{rows[0].review_label}{on(answer.topics, rows[0].review)}")
    yield ""
    for row in rows:
        rank = "" if row.rank is None else str(row.rank)
        yield Hanging(f"  {rank:>2}  ", row.influence_label)
        yield Hanging("        ", "; ".join(_told(row)) or NO_COUNT)
    yield ""


def _told(row: InfluenceCounts) -> Iterator[str]:
    """Yield the count, the percentage and the direction, each with its basis and its place."""
    if row.count is not None:
        total = "" if row.total is None else f" of {row.total}"
        printed = row.basis == PRINTED.iri
        yield f"{row.count}{total}, {row.basis_label} ({row.locator if printed else row.rule})"
    if row.percentage is not None:
        yield f"{row.percentage}%, {row.percentage_basis_label} ({row.percentage_locator})"
    if row.direction:
        yield f"direction: {direction(row)}"


def direction(row: InfluenceCounts) -> str:
    """Give the direction that a review states of what it counts: as it prints it, where that was noted."""
    return row.direction_printed or row.direction_label or ""
