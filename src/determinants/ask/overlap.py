"""The answer to `overlap`: how far reviews rest on the same publications."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from determinants.ask.asking import Answer, Graph
from determinants.ask.records import ReviewInclusions, ReviewList, ReviewOverlap, records


@dataclass(frozen=True)
class LeftOut:
    """A review that cannot be compared in full, and why."""

    review: str
    review_label: str
    why: str


@dataclass(frozen=True)
class Pair:
    """Two reviews, the publications that both include, and the corrected covered area of the two."""

    review: str
    review_label: str
    other: str
    other_label: str
    shared: tuple[ReviewInclusions, ...]
    corrected_covered_area: Decimal | None


@dataclass(frozen=True, repr=False)  # shown as the rows that it is
class Overlap(Answer):
    """How far reviews rest on the same publications.

    `reviews` are those whose included publications are all named, and so can be compared: `pairs` has every
    two of them, and `corrected_covered_area` is of all. Of those `left_out` it is not known what else they
    share. `main` has what sources of any kind draw on in common, as far as it is named.
    """

    reviews: tuple[ReviewList, ...]
    left_out: tuple[LeftOut, ...]
    pairs: tuple[Pair, ...]
    corrected_covered_area: Decimal | None


def overlap(graph: Graph) -> Overlap:
    """Give how far the reviews of a graph rest on the same publications, whichever review it is kept to.

    >>> import determinants
    >>> found = overlap(determinants.open_graph())
    >>> {left.review_label: left.why for left in found.left_out}["Ibrahim et al. 2019"]
    'none of its publications are named'
    """
    whole = Graph(graph.engine)
    reviews = records(whole.ask, ReviewList)
    named = [review for review in reviews if review.included == "all"]
    included: dict[str, dict[str, ReviewInclusions]] = {review.review: {} for review in named}
    for row in records(whole.ask, ReviewInclusions):
        if row.review in included:
            included[row.review][row.publication] = row
    question = ReviewOverlap.question
    return Overlap(
        question,
        whole.ask(question),
        reviews=tuple(named),
        left_out=tuple(
            LeftOut(review.review, review.review_label, f"{review.included} of its publications are named")
            for review in reviews
            if review.included != "all"
        ),
        pairs=tuple(
            _pair(one, other, included[one.review], included[other.review])
            for one, other in combinations(named, 2)
        ),
        corrected_covered_area=corrected_covered_area([*included.values()]),
    )


def _pair(
    one: ReviewList,
    other: ReviewList,
    first: dict[str, ReviewInclusions],
    second: dict[str, ReviewInclusions],
) -> Pair:
    shared = tuple(row for publication, row in first.items() if publication in second)
    area = corrected_covered_area([first, second])
    return Pair(one.review, one.review_label, other.review, other.review_label, shared, area)


def corrected_covered_area(included: Sequence[Collection[str]]) -> Decimal | None:
    """Give the corrected covered area of what several reviews include, from 0 (nothing shared) to 1 (all).

    It is (N - r) / (r c - r), where N is how many publications the reviews include, each counted once for
    each review that includes it, r how many there are when each is counted once, and c how many reviews:
    the share of what could be included again that is. Of one review, or of none that includes anything,
    there is no such share.

    Pieper, Antoine, Mathes, Neugebauer and Eikermann 2014, Systematic review finds overlapping reviews were
    not mentioned in every other overview, Journal of Clinical Epidemiology 67, 368-375,
    doi:10.1016/j.jclinepi.2014.02.008.

    >>> corrected_covered_area([{"a", "b"}, {"b", "c"}, {"b", "d"}])
    Decimal('0.25')
    >>> corrected_covered_area([{"a"}]) is None
    True
    """
    each = [set(publications) for publications in included]
    once = len(set().union(*each))
    room = once * len(each) - once
    return Decimal(sum(map(len, each)) - once) / room if room > 0 else None
