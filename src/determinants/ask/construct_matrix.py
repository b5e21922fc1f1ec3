"""The matrix of constructs by study: how many findings each study has in each construct, which way.

Numbers stand in it, and no ratings: a rating of valence and strength is a judgement of whoever codes.
"""

from collections import defaultdict
from dataclasses import dataclass

from determinants.ask import captions
from determinants.ask.records import Ask, CfirCrosswalk, CfirElements, CfirFindings, records
from determinants.ground.values import COUNTS, FACILITATES, HINDERS, MIXED, NOT_FOUND, UNCLEAR

WAYS = (FACILITATES, HINDERS, MIXED, UNCLEAR, NOT_FOUND)


@dataclass(frozen=True)
class Entry:
    """What a study has in a construct, by one review's factors or by its coding to the construct itself.

    `found` has the identifiers of its findings by direction. Both are its own, or coded by a review from it.
    """

    element: CfirElements
    review: str | None
    review_label: str | None
    study: str
    study_label: str
    year: str | None
    found: dict[str, tuple[str, ...]]
    factors: tuple[str, ...]

    def number(self, way: str) -> int:
        """Give how many findings there are in a direction, by the name of its column."""
        return len(self.found.get(way, ()))

    @property
    def findings(self) -> tuple[str, ...]:
        """The short names of its findings."""
        return tuple(sorted(each.rsplit("/", 1)[-1] for ids in self.found.values() for each in ids))


@dataclass(frozen=True)
class ConstructMatrix:
    """Each construct of a framework, what studies have in it, and what is said of it in the other edition."""

    elements: tuple[CfirElements, ...]
    entries: tuple[Entry, ...]
    findings: tuple[CfirFindings, ...]
    crosswalk: tuple[CfirCrosswalk, ...]
    coded: str


def construct_matrix(ask: Ask) -> ConstructMatrix:
    """Give the matrix: every edition in the graph, review by review, and no review's numbers with another's.

    >>> import determinants
    >>> matrix = construct_matrix(determinants.open_graph().ask)
    >>> {entry.number("hinders") > 0 for entry in matrix.entries} == {True, False}
    True
    """
    counted = {way.iri for way in COUNTS}
    elements = {row.element: row for row in records(ask, CfirElements)}
    ways = {way.iri: way.slug for way in WAYS}
    findings = [
        row for row in records(ask, CfirFindings) if row.directness in counted and row.element in elements
    ]
    groups = defaultdict[tuple[str, str, str], list[CfirFindings]](list)
    for row in findings:
        groups[row.element, row.review or "", row.publication].append(row)
    entries = []
    for (element, _, _), rows in groups.items():
        found = defaultdict[str, set[str]](set)
        for row in rows:
            found[ways[row.direction]].add(row.finding)
        first = rows[0]
        entries.append(
            Entry(
                elements[element], first.review, first.review_label,
                first.publication, first.publication_label, first.year,
                {way: tuple(sorted(ids)) for way, ids in found.items()},
                tuple(sorted({row.determinant_label for row in rows if row.determinant_label})),
            )
        )  # fmt: skip
    place = {element: number for number, element in enumerate(elements)}
    entries.sort(key=lambda entry: (place[entry.element.element], entry.review or "", entry.study))
    return ConstructMatrix(
        tuple(elements.values()), tuple(entries), tuple(findings),
        tuple(records(ask, CfirCrosswalk)), str(captions.coded(ask)),
    )  # fmt: skip
