"""What a report says, before it is written in any format. Its JSON is these classes as they are.

Where a field such as `directness` has another beside it, `directness_iri`, the first is for reading, and the
second is what code decides by.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import InstanceOf, PlainSerializer

from determinants.ask.captions import Stated
from determinants.ask.records import PublicationRecords
from determinants.ground.values import HINDERS
from determinants.service.measure.ticks import Tick, TickComparison
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
class Strategy:
    """A strategy that experts endorsed for a construct that is a barrier: an opinion, not an effect."""

    barrier: str
    barrier_label: str
    strategy: str
    label: str
    percentage: Number | None
    level: str
    source: str
    locator: str
    note: str


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
    strategies: tuple[Strategy, ...]
    unread: tuple[str, ...]  # constructs for which no table of endorsements was read
    asked: int  # constructs for which one might have been read

    @property
    def read(self) -> int:
        """Give for how many constructs endorsements were read."""
        return self.asked - len(self.unread)

    @property
    def read_for(self) -> str:
        """Give for how many constructs endorsements were read: `read for 2 of its 12 constructs`."""
        if not self.asked:
            return "no construct"
        return f"read for {self.read or 'none'} of its {self.asked} constructs"


@dataclass(frozen=True)
class Domain:
    """A domain that an influence is mapped to: for certain, or on a condition that was not answered."""

    edition: Edition
    element: str
    label: str
    condition: str
    settled: bool
    asserted_by: str
    derived_from: str
    derived_edition: Edition  # of the element that it is derived from
    locator: str


@dataclass(frozen=True)
class Ticked:
    """A factor with what was ticked on it."""

    determinant: str
    label: str
    direction: str
    direction_iri: str
    reviewed: bool
    tick: Tick

    @property
    def at_issue(self) -> bool:
        """Whether it is a barrier that is said to stand, or a facilitator that is said to be missing."""
        return self.tick == ("yes" if self.direction_iri == HINDERS.iri else "no")


@dataclass(frozen=True)
class Note:
    """What a rater noted, and on what."""

    about: str
    item: str  # its IRI, where it is an item
    rater: str
    text: str


@dataclass(frozen=True)
class ItemResult:
    """A site's score on an item, beside the published sites and the ticks."""

    item: str
    ordinal: int
    influence: str
    label: str
    scores: dict[str, int | None]  # by rater
    mean: Number | None
    low: bool
    published: dict[str, int]  # by site
    published_higher: int
    comparison: TickComparison | None  # how ticks and score compare, where anything is ticked
    barriers: tuple[Ticked, ...]
    facilitators: tuple[Ticked, ...]
    domains: tuple[Domain, ...]


@dataclass(frozen=True)
class RaterTotal:
    """A rater's total, or its bounds."""

    rater: str
    answered: int
    least: int
    most: int


@dataclass(frozen=True)
class Change:
    """What changed from one day to the next."""

    before: str
    after: str
    same_raters: bool
    total: Number | None
    items: dict[str, Number | None]  # by the label of the item


@dataclass(frozen=True)
class Site:
    """What a site answered on its last day, and what changed since the day before."""

    site: str
    date: str
    raters: tuple[str, ...]
    total: Number | None
    totals: tuple[RaterTotal, ...]
    agreement: str
    items: tuple[ItemResult, ...]
    changes: tuple[Change, ...]
    conditions: dict[str, str]
    open_conditions: dict[str, tuple[str, ...]]  # what may be so, by facet
    others: tuple[Ticked, ...]  # factors of the checklist that no item asks about
    notes: tuple[Note, ...]

    @property
    def low(self) -> tuple[ItemResult, ...]:
        """The low items: lowest first, then in the order of the measure."""
        return tuple(
            sorted((item for item in self.items if item.low), key=lambda item: (item.mean or 0, item.ordinal))
        )

    @property
    def missing(self) -> tuple[ItemResult, ...]:
        """The items that nobody scored."""
        return tuple(item for item in self.items if item.mean is None)


@dataclass(frozen=True)
class PublishedSite:
    """A published site, for comparison."""

    site: str
    label: str
    country: str
    income: str
    experience: bool
    total: int
    scores: dict[str, int]  # by item


@dataclass(frozen=True)
class Report:
    """A report on one or more sites.

    `topic` is what is implemented, where the review says so; `stated`, what it says of its measure; `low`,
    the scores that mean more barriers than facilitators.
    """

    version: str
    review: str
    review_label: str
    topic: str
    stated: tuple[Stated, ...]
    lowest: int
    highest: int
    anchors: dict[int, str]
    low: tuple[int, ...]
    editions: tuple[Edition, ...]
    published: tuple[PublishedSite, ...]
    sites: tuple[Site, ...]
    evidence: tuple[Evidence, ...]
    others: tuple[FactorEvidence, ...]  # factors that no item asks about, and that are at issue at a site
    elements: tuple[Element, ...]
    places: tuple[ConstructPlace, ...]  # of every factor of the checklist
    studies: tuple[Study, ...]
    cautions: tuple[str, ...]

    def evidence_on(self, item: str) -> Evidence | None:
        """Give what stands behind an item, if this report has it."""
        return next((evidence for evidence in self.evidence if evidence.item == item), None)

    def study(self, publication: str) -> Study | None:
        """Give a publication that a statement names."""
        return next((study for study in self.studies if study.publication == publication), None)
