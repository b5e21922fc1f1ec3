"""What captions take from the data, and none has to know: topics, measures, how findings were coded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from determinants.ask.records import (
    Ask,
    CodeRules,
    DeterminantConstructs,
    FindingReads,
    ReviewMethods,
    records,
)
from determinants.ground.values import CODING, SYNTHESIS
from determinants.ground.vocab import DET


@dataclass(frozen=True)
class Stated:
    """What a review states, in our words, and where."""

    text: str
    locator: str


def topic(ask: Ask, review: str) -> str:
    """Give what the review is about, as in `peer support work`; empty where its tables do not say."""
    return " and ".join(each.text for each in _stated(ask, review, DET.scope.value))


def of_measure(ask: Ask, review: str) -> tuple[Stated, ...]:
    """Give what a review says of its own measure."""
    return _stated(ask, review, DET.measureStatement.value)


def _stated(ask: Ask, review: str, aspect: str) -> tuple[Stated, ...]:
    rows = records(ask, ReviewMethods, review=review)
    return tuple(Stated(row.value, row.locator) for row in rows if row.aspect == aspect)


def measure_in_words(stated: Iterable[Stated]) -> str:
    """Give what a review says of its measure as a sentence; empty where it says nothing.

    >>> measure_in_words([Stated("it is short", "Method"), Stated("it was tried once", "Results")])
    'The review says of its measure: it is short; it was tried once.'
    """
    said = "; ".join(each.text for each in stated)
    return f"The review says of its measure: {said}." if said else ""


@dataclass(frozen=True)
class ReadShare:
    """How many findings on the codes of a review rest on no more than an abstract."""

    review_label: str
    findings: int
    brief: int

    @property
    def percent(self) -> int:
        """The share; 0 and 100 only where it is none and all.

        >>> ReadShare("A review", 1000, 999).percent, ReadShare("A review", 2, 1).percent
        (99, 50)
        """
        whole = round(100 * self.brief / self.findings)
        return whole if self.brief in {0, self.findings} else min(99, max(1, whole))


@dataclass(frozen=True)
class Coded:
    """How findings were coded: what codebooks say of it, and from how much, review by review."""

    notes: tuple[str, ...]
    shares: tuple[ReadShare, ...]

    def __str__(self) -> str:
        r"""As a sentence; empty where nothing is known.

        >>> str(Coded(("Each was coded twice; a third coder settled it.",), (ReadShare("A review", 4, 3),)))
        'Each was coded twice; 75% of the 4 findings were read in no more than an abstract.'
        """
        several = len(self.shares) > 1
        parts = [note.partition(";")[0].rstrip(". ") for note in self.notes]
        for share in self.shares:
            where = f" on {share.review_label}" if several else ""
            parts.append(
                f"{share.percent}% of the {share.findings} findings{where} were read in no more than an "
                "abstract"
                if share.findings > 1
                else f"the finding{where} was {'' if share.brief else 'not '}read in no more than an abstract"
            )
        return "; ".join(parts) + "." if parts else ""


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
        shares.append(ReadShare(label, sum(row.findings for row in here), brief))
    notes = dict.fromkeys(rule.coding for rule in rules if rule.code in codes)
    return Coded(tuple(notes), tuple(shares))


def placed_by(rows: Sequence[DeterminantConstructs]) -> str:
    """Give who places factors in constructs, as a sentence."""
    who = " and ".join(sorted({row.asserted_by_label for row in rows})) or "nobody"
    return f"Placed by {who}, and stated by no review."


def placed_how(ask: Ask, rows: Sequence[DeterminantConstructs]) -> Coded:
    """Give how those coded who place factors in constructs, and from how much, review by review."""
    reviews = sorted({row.review for row in rows if row.review})
    shares = coded(ask, review=[NamedNode(each) for each in reviews]).shares if reviews else ()
    return Coded(notes_of(rows), shares)


def notes_of(rows: Sequence[DeterminantConstructs]) -> tuple[str, ...]:
    """Give what the codebooks say that factors in constructs are from."""
    return tuple(dict.fromkeys(row.coding for row in rows))
