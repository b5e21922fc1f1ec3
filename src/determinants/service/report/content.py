"""What a report says, before it is written in any format. Its JSON is these classes as they are.

What stands behind it, such as studies and strategies, is in `backing`.
"""

from dataclasses import dataclass

from determinants.ask.captions import Stated
from determinants.ground.values import HINDERS
from determinants.service.measure.planning import PlannedAction
from determinants.service.measure.ticks import Tick, TickComparison
from determinants.service.report.backing import (
    ConstructPlace,
    Edition,
    Element,
    Evidence,
    FactorEvidence,
    Number,
    Statement,
    Study,
)


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
    """What a rater noted, when and on what."""

    date: str
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

    @property
    def key(self) -> str:
        """What forms call the item."""
        return self.item.rpartition("/")[2]


@dataclass(frozen=True)
class RaterTotal:
    """A rater's total, or its bounds."""

    rater: str
    answered: int
    least: int
    most: int


@dataclass(frozen=True)
class DayItem:
    """What the raters of a day gave an item: by rater, nothing where it was not answered."""

    item: str
    label: str
    scores: dict[str, int | None]
    mean: Number | None


@dataclass(frozen=True)
class Day:
    """What a site answered on one day."""

    date: str
    raters: tuple[str, ...]
    total: Number | None
    totals: tuple[RaterTotal, ...]
    items: tuple[DayItem, ...]


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
    """What a site answered on its last day, what it answered before, and what it agreed to do."""

    site: str
    date: str
    raters: tuple[str, ...]
    total: Number | None
    totals: tuple[RaterTotal, ...]
    agreement: str
    items: tuple[ItemResult, ...]
    days: tuple[Day, ...]  # the earliest first, and first what has no date
    changes: tuple[Change, ...]
    conditions: dict[str, str]
    open_conditions: dict[str, tuple[str, ...]]  # what may be so, by facet
    disputed: tuple[str, ...]  # the facets of those to which raters gave different answers
    others: tuple[Ticked, ...]  # factors of the checklist that no item asks about
    notes: tuple[Note, ...]  # of all days
    plan: tuple[PlannedAction, ...]

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
    abbreviations: dict[str, str]  # of the names of items, each with what it stands for
    questions: dict[str, str]  # on what alignments hang, by facet, where the review's tables word it
    editions: tuple[Edition, ...]
    published: tuple[PublishedSite, ...]
    sites: tuple[Site, ...]
    evidence: tuple[Evidence, ...]
    others: tuple[FactorEvidence, ...]  # factors that no item asks about, and that are at issue at a site
    elements: tuple[Element, ...]
    places: tuple[ConstructPlace, ...]  # of every factor of the checklist
    studies: tuple[Study, ...]
    cautions: tuple[str, ...]
    cited: str = ""  # how the data that it rests on are cited

    def evidence_on(self, item: str) -> Evidence | None:
        """Give what stands behind an item, if this report has it."""
        return next((evidence for evidence in self.evidence if evidence.item == item), None)

    def called(self, statement: Statement) -> str:
        """Give what the study behind a statement is called here."""
        study = self.study(statement.publication)
        return study.label if study else statement.publication_label

    def study(self, publication: str) -> Study | None:
        """Give a publication that a statement names."""
        return next((study for study in self.studies if study.publication == publication), None)
