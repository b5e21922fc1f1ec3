"""What captions take from the data, and none has to know: topics, measures, how findings were coded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pyoxigraph import NamedNode

from determinants.ask.records import (
    Ask,
    CfirFactors,
    CodeRules,
    DeterminantConstructs,
    FindingReads,
    MeasureStatements,
    PublicationRetractions,
    ReviewMethods,
    records,
)
from determinants.ground.values import CODING, SYNTHESIS
from determinants.ground.vocab import DET

NAMED = 5  # publications that were retracted and are named; of more, how many there are


@dataclass(frozen=True)
class Stated:
    """What a review states of its measure, in our words, and where.

    `aspect` is the property that it is a value of, `about` the same in words. `wording` says more of it, and
    `rests_on` has the printed numbers on which the review rests it, each with what it is and where it stands.
    """

    text: str
    locator: str
    aspect: str = ""
    about: str = ""
    wording: str = ""
    rests_on: tuple[str, ...] = ()


# What is said of a measure wherever its scores are shown, in this order; the rest where there is room.
SAID = (DET.measureMeaning, DET.measureRater, DET.measureValidity, DET.measureStatement)


def topic(ask: Ask, review: str) -> str:
    """Give what the review is about, as in `peer support work`; empty where its tables do not say."""
    return next(iter(topics(ask, review=review).values()), "")


def topics(ask: Ask, **where: object) -> dict[str, str]:
    """Give what each review is about, by its IRI; `where` narrows as it narrows `review-methods`."""
    found: dict[str, list[str]] = {}
    for row in records(ask, ReviewMethods, **where):
        if row.aspect == DET.scope.value:
            found.setdefault(row.review, []).append(row.value)
    return {review: " and ".join(values) for review, values in found.items()}


def of_measure(ask: Ask, review: str) -> tuple[Stated, ...]:
    """Give everything that a review says of its own measure."""
    found = []
    for _, group in groupby(records(ask, MeasureStatements, review=review), key=lambda row: row.fact):
        rows = list(group)
        first, on = rows[0], [row for row in rows if row.statistic]
        found.append(
            Stated(
                first.value,
                first.locator,
                first.aspect,
                first.aspect_label,
                first.wording,
                tuple(_number(row) for row in on),
            )
        )
    return tuple(found)


def _number(row: MeasureStatements) -> str:
    item = f", {row.item_label}" if row.item_label else ""
    return f"{row.statistic_wording}{item}: {row.statistic_value} ({row.statistic_locator})"


def midpoint(stated: Iterable[Stated]) -> str:
    """Give the middle of the scale of a measure as its review prints it; empty where it does not."""
    return next((each.text for each in stated if each.aspect == DET.measureMidpoint.value), "")


def measure_in_words(stated: Iterable[Stated]) -> str:
    """Give what a review says of its measure as a sentence; empty where it says nothing.

    >>> measure_in_words([Stated("it was tried once", "Results", SAID[-1].value)])
    'The review says of its measure: it was tried once.'
    """
    listed = list(stated)
    said = "; ".join(each.text for aspect in SAID for each in listed if each.aspect == aspect.value)
    return f"The review says of its measure: {said}." if said else ""


BRIEFLY = "in no more than an abstract, or a summary by others"
NOT_KNOWN = "not known"  # as `finding-reads` says it


@dataclass(frozen=True)
class ReadShare:
    """How many findings on the codes of a review rest on no more than an abstract, or a summary by others.

    Of what was read for the `unknown` ones nothing is known.
    """

    review_label: str
    findings: int
    brief: int
    unknown: int = 0

    @property
    def percent(self) -> int:
        """The share; 0 and 100 only where it is none and all.

        >>> ReadShare("A review", 1000, 999).percent, ReadShare("A review", 2, 1).percent
        (99, 50)
        """
        whole = round(100 * self.brief / self.findings)
        return whole if self.brief in {0, self.findings} else min(99, max(1, whole))

    def said(self, where: str = "") -> str:
        """Give the share in words: none and all are no percentage, and one finding is no share.

        >>> ReadShare("A review", 3, 0).said()
        'all 3 findings were read beyond the abstract'
        >>> ReadShare("A review", 1, 0).said(" on codes of A review")
        'the finding on codes of A review was read beyond the abstract'
        >>> ReadShare("A review", 3, 1).said()
        '33% of the 3 findings were read in no more than an abstract, or a summary by others'
        >>> ReadShare("A review", 2, 2).said()
        'all 2 findings were read in no more than an abstract, or a summary by others'
        >>> ReadShare("A review", 2, 0, 1).said()
        'of the 2 findings, it is not known for 1 whether more than an abstract was read'
        """
        of = f"the finding{where}" if self.findings == 1 else f"the {self.findings} findings{where}"
        if self.unknown and not self.brief:
            return f"of {of}, it is not known for {self.unknown} whether more than an abstract was read"
        if self.brief in {0, self.findings}:
            of = f"{of} was" if self.findings == 1 else f"all {of.removeprefix('the ')} were"
        else:
            of = f"{self.percent}% of {of} were"
        return f"{of} read {BRIEFLY if self.brief else 'beyond the abstract'}"


@dataclass(frozen=True)
class Coded:
    """How findings were coded: what codebooks say of it, and from how much, review by review.

    The reviews are named where there are several, and where they are to be (`named`). `where` says otherwise
    which findings these are.
    """

    notes: tuple[str, ...]
    shares: tuple[ReadShare, ...]
    named: bool = False
    where: str = ""
    retracted: tuple[PublicationRetractions, ...] = ()  # of publications that no longer stand

    def __str__(self) -> str:
        """As a sentence; empty where nothing is known.

        >>> str(Coded(("Each was coded twice; a third coder settled it.",), (ReadShare("A review", 4, 0),)))
        'Each was coded twice; all 4 findings were read beyond the abstract.'
        >>> str(Coded((), (ReadShare("A review", 4, 0),)))
        'All 4 findings were read beyond the abstract.'
        """
        named = self.named or len(self.shares) > 1
        parts = [note.partition(";")[0].rstrip(". ") for note in self.notes]
        for share in self.shares:
            parts.append(share.said(f" on codes of {share.review_label}" if named else self.where))
        said = "; ".join(parts)
        told = [f"{said[0].upper()}{said[1:]}."] if said else []
        return " ".join([*told, *self._retractions()])

    def _retractions(self) -> Iterator[str]:
        """Yield the sentence that says which publications were retracted; nothing where none was."""
        if which := named_retractions(self.retracted):
            number = len({row.publication for row in self.retracted})
            of_them = "One of their sources was" if number == 1 else f"{number} of their sources were"
            yield f"{of_them} retracted, and {'is' if number == 1 else 'are'} counted still: {which}."


def named_retractions(rows: Iterable[PublicationRetractions]) -> str:
    """Give which publications were retracted, each with where that was announced; of many, the first."""
    announced = {row.publication: f"{row.publication_label} ({row.retraction})" for row in rows}
    more = len(announced) - NAMED
    return "; ".join(list(announced.values())[:NAMED]) + (f"; and {more} more" if more > 0 else "")


def coded(ask: Ask, **where: object) -> Coded:
    """Give how findings were coded; `where` narrows them, as it narrows `finding-reads`.

    A codebook speaks of the codes that it has rules for, and of what rounds of coding found: not of what a
    review coded itself, nor of what a person did.
    """
    rows = records(ask, FindingReads, **where)
    theirs = {CODING.iri, SYNTHESIS.iri}
    codes = {row.influence for row in rows if row.in_rounds and row.directness not in theirs}
    few = {"code": [NamedNode(code) for code in codes]} if len(codes) == 1 else {}
    rules = records(ask, CodeRules, **few) if codes else []
    shares = []
    for review, label in {row.review: row.review_label for row in rows}.items():
        here = [row for row in rows if row.review == review]
        brief = sum(row.findings for row in here if row.brief)
        unknown = sum(row.findings for row in here if row.read == NOT_KNOWN)
        shares.append(ReadShare(label, sum(row.findings for row in here), brief, unknown))
    notes = dict.fromkeys(rule.coding for rule in rules if rule.code in codes)
    retracted = records(ask, PublicationRetractions, **where) if rows else []
    return Coded(tuple(notes), tuple(shares), retracted=tuple(retracted))


def placed_by(rows: Sequence[DeterminantConstructs] | Sequence[CfirFactors]) -> str:
    """Give who places factors in constructs, as a sentence."""
    return f"Placed by {placers(rows)}, and stated by no review."


def placers(rows: Sequence[DeterminantConstructs] | Sequence[CfirFactors]) -> str:
    """Give who places factors in constructs."""
    return " and ".join(sorted({row.asserted_by_label for row in rows})) or "nobody"


def placed_how(ask: Ask, rows: Sequence[DeterminantConstructs]) -> Coded:
    """Give how those coded who place factors in constructs, and from how much, review by review."""
    reviews = sorted({row.review for row in rows if row.review})
    found = coded(ask, review=[NamedNode(each) for each in reviews]) if reviews else Coded((), ())
    return replace(found, notes=notes_of(rows))


def notes_of(rows: Sequence[DeterminantConstructs]) -> tuple[str, ...]:
    """Give what the codebooks say that factors in constructs are from."""
    return tuple(dict.fromkeys(row.coding for row in rows))
