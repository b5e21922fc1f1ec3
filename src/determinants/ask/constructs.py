"""What stands in the constructs of a framework: what is coded and reported there, and which stand empty."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from determinants.ask.records import (
    Ask,
    CfirElements,
    CfirFindings,
    CfirUnmappedConstructs,
    InfluenceVotes,
    records,
)
from determinants.ground.values import CODING, NOT_FOUND, OWN
from determinants.ground.vocab import DET


@dataclass(frozen=True)
class Coding:
    """A construct or domain that a review codes to as it stands, and how many findings it has there.

    `not_found` is in how many publications it was looked for and not found, which is no finding of it.
    """

    review: str
    review_label: str
    code: str
    code_label: str
    findings: int
    not_found: int


@dataclass(frozen=True)
class Reported:
    """How many publications report, one way, something that is placed in a construct or coded to it."""

    element: str
    element_label: str
    review: str | None
    review_label: str | None
    direction: str
    direction_label: str
    publications: int


@dataclass(frozen=True)
class Empty:
    """Where whoever places something in constructs places nothing: of how many, and which.

    `codes` says whether findings are coded to constructs as they stand, and not factors placed in them. Where
    one review is asked about, it is named, and only what is placed of it is looked at. `of` counts the
    constructs of the edition, and `additions` are those that were added to it later, which it does not count.
    """

    asserted_by: str
    asserted_by_label: str
    codes: bool
    review_label: str | None
    of: int
    additions: frozenset[str]
    constructs: tuple[CfirUnmappedConstructs, ...]

    @property
    def own(self) -> tuple[CfirUnmappedConstructs, ...]:
        """The constructs that hold nothing and are the edition's own."""
        return tuple(row for row in self.constructs if row.element not in self.additions)

    @property
    def later(self) -> int:
        """How many hold nothing that were added later."""
        return len(self.constructs) - len(self.own)


def codes(ask: Ask, framework: NamedNode, within: Sequence[NamedNode]) -> tuple[Coding, ...]:
    """Give what reviews code to in the framework, or in some of its elements, with how many findings."""
    inside = {element.value for element in within}
    found: Counter[tuple[str, str, str, str]] = Counter()
    vain: Counter[tuple[str, str, str, str]] = Counter()
    for row in records(ask, InfluenceVotes):
        if row.influence.startswith(f"{framework.value}/") and (not inside or row.influence in inside):
            number = vain if row.direction == NOT_FOUND.iri else found
            number[row.review, row.review_label, row.influence, row.influence_label] += row.findings
    return tuple(Coding(*said, found[said], vain[said]) for said in sorted({*found, *vain}))


def reported(found: Sequence[CfirFindings]) -> tuple[Reported, ...]:
    """Count publications by what they report themselves, once for each construct, review and direction."""
    met = {
        (
            row.notation or "",
            row.element,
            row.element_label,
            row.review or "",
            row.review_label or "",
            row.direction,
            row.direction_label,
            row.publication,
        )
        for row in found
        if row.directness in {OWN.iri, CODING.iri}
    }
    number = Counter(each[:-1] for each in met)
    return tuple(
        Reported(element, label, review or None, review_label or None, direction, direction_label, count)
        for (_, element, label, review, review_label, direction, direction_label), count in sorted(
            number.items()
        )
    )


def empty(ask: Ask, framework: NamedNode, within: Sequence[NamedNode], *, of_one: bool) -> tuple[Empty, ...]:
    """Give the constructs that hold nothing of whoever fills others: of all reviews, or of one."""
    inside = {element.value for element in within}
    there = [
        row
        for row in records(ask, CfirElements, framework=framework)
        if row.broader and (not inside or row.element in inside)
    ]
    later = frozenset(row.element for row in there if row.kind == DET.Addition.value)
    rows = list(records(ask, CfirUnmappedConstructs, framework=framework))
    everyone = dict.fromkeys((row.asserted_by, row.asserted_by_label, row.way) for row in rows)
    found = []
    for who, label, way in everyone:
        theirs = [row for row in rows if (row.asserted_by, row.way) == (who, way)]
        held = {row.review: row.review_label for row in theirs}
        number = Counter(row.element for row in theirs)
        # What holds nothing of one review may hold something of another.
        each = {
            row.element: row
            for row in theirs
            if number[row.element] == len(held) and (not inside or row.element in inside)
        }
        of = next(iter(held.values())) if of_one else None
        if each:
            found.append(
                Empty(who, label, way == "codes", of, len(there) - len(later), later, tuple(each.values()))
            )
    return tuple(found)
