"""What stands behind a report: studies and what they report, constructs, strategies. So its JSON has it.

Where a field such as `directness` has another beside it, `directness_iri`, the first is for reading, and the
second is what code decides by.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated

from pydantic import InstanceOf, PlainSerializer

from determinants.ask.records import PublicationRecords
from determinants.store.solutions import Value

Edition = str  # the name of one of `ask.cfir.EDITIONS`


def _plain(exact: Decimal) -> int | float:
    return int(exact) if exact == exact.to_integral() else float(exact)


def _columns(record: PublicationRecords) -> dict[str, Value]:
    return dict(vars(record))


Number = Annotated[Decimal, PlainSerializer(_plain, when_used="json")]  # JSON has no decimals
PublicationRecord = Annotated[  # its JSON has each column with its value
    InstanceOf[PublicationRecords], PlainSerializer(_columns, when_used="json")
]


@dataclass(frozen=True)
class Study:
    """A publication behind a statement. What is not known of it is empty.

    `record` is what is known of it for a reference manager.
    """

    publication: str
    label: str
    citation: str
    countries: str
    design: str
    setting: str
    quality: str
    link: str
    record: PublicationRecord


@dataclass(frozen=True)
class Statement:
    """A finding: what a study reports, which way, and where that is stated."""

    finding: str
    publication: str
    publication_label: str
    direction: str
    direction_iri: str
    directness: str
    directness_iri: str
    confidence: str
    confidence_iri: str
    wording: str
    stated_in: str  # the source that was read, where it is another than the study
    locator: str


@dataclass(frozen=True)
class FactorEvidence:
    """A facilitator or barrier, with the findings that match it, own findings first."""

    determinant: str
    label: str
    direction: str
    direction_iri: str
    reviewed: bool
    locator: str
    publications: int  # with own findings
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Element:
    """A domain, sub-domain or construct of the CFIR."""

    edition: Edition
    element: str
    notation: str
    label: str
    kind: str
    kind_iri: str
    broader: str  # the label of what it is part of
    definition: str


@dataclass(frozen=True)
class ConstructPlace:
    """A construct in which a codebook places factors, by whose judgement."""

    edition: Edition
    element: str
    label: str
    asserted_by: str
    factors: tuple[str, ...]  # their IRIs


@dataclass(frozen=True)
class Share:
    """The share of experts who endorsed a strategy for a construct that is a barrier, as printed."""

    barrier: str
    barrier_label: str
    percentage: Number
    source: str
    locator: str
    note: str


@dataclass(frozen=True)
class Strategy:
    """A strategy with the shares of experts who endorsed it, the greatest first: no effects."""

    strategy: str
    label: str
    shares: tuple[Share, ...]

    def of(self, barriers: set[str]) -> "Strategy | None":
        """Give the strategy as endorsed for some constructs; nothing where it was for none of them."""
        kept = tuple(share for share in self.shares if share.barrier in barriers)
        return replace(self, shares=kept) if kept else None


@dataclass(frozen=True)
class Reference:
    """A publication that a review cites for what it says."""

    publication: str
    citation: str
    link: str


@dataclass(frozen=True)
class Approach:
    """What a review names for changing an influence, with the publications that it cites for it."""

    approach: str
    label: str
    wording: str
    locator: str
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class Evidence:
    """Everything that stands behind an item, whatever a service scored on it."""

    item: str
    ordinal: int
    influence: str
    label: str
    counted: str  # what the review itself counts, as a sentence
    publications: int  # that this graph can name, with own findings
    barriers: tuple[FactorEvidence, ...]
    facilitators: tuple[FactorEvidence, ...]
    unmatched: tuple[Statement, ...]
    approaches: tuple[Approach, ...]
    constructs: tuple[ConstructPlace, ...]
    strategies: tuple[Strategy, ...]  # each once, the most endorsed first
    unread: tuple[str, ...]  # constructs of which no source was read that tells who endorsed what
    asked: int  # constructs for which one might have been read

    @property
    def read(self) -> int:
        """Give for how many constructs endorsements were read."""
        return self.asked - len(self.unread)

    @property
    def factors(self) -> tuple[FactorEvidence, ...]:
        """Give the barriers and the facilitators."""
        return (*self.barriers, *self.facilitators)
