"""What auditing is made of: the rows of a review that carry numbers, a rule, and what a rule finds."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from determinants.tables.derivation import Discrepancy, derived_count
from determinants.tables.model import (
    Anchor,
    Coding,
    Count,
    Fact,
    Inclusion,
    Influence,
    Item,
    Rating,
    Review,
    Robustness,
    Row,
    Statistic,
    StudySet,
)

Result = Literal["agrees", "differs", "cannot be recomputed"]
AGREES, DIFFERS, CANNOT = RESULTS = ("agrees", "differs", "cannot be recomputed")

KEPT: set[type[Row]] = {
    *(Review, Fact, StudySet, Inclusion, Influence, Count, Coding),
    *(Robustness, Item, Anchor, Rating, Statistic),
}
R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Audited:
    """A printed number, held against what the rest of the data gives.

    `about` is the path of the thing that has the number, below its review. `rule` says in words what was
    recomputed, `check` names the rule in the registry. `note` explains a difference where something
    does, and `missing` is what it would take to recompute the number.
    """

    result: Result
    slug: str
    about: str
    printed: str
    derived: str | None
    rule: str
    locator: str
    note: str = ""
    missing: str = ""
    check: str = ""

    @property
    def discrepancy(self) -> Discrepancy:
        """The difference, as it stands in the graph."""
        return Discrepancy(self.slug, self.about, self.printed, self.derived or "", self.rule, self.locator)


@dataclass(frozen=True)
class Printed:
    """A printed number that is to be recomputed, by a rule in words."""

    slug: str
    about: str
    value: object
    rule: str
    locator: str | None

    def held(self, derived: object, holds: bool, note: str = "") -> Audited:
        """Say whether it holds beside what was derived; a note is for a difference only."""
        if holds:
            return self._make("agrees", str(derived))
        return self._make("differs", str(derived), note=note)

    def equals(self, derived: object, note: str = "") -> Audited:
        """Say whether it is what was derived."""
        return self.held(derived, self.value == derived, note)

    def cannot(self, missing: str) -> Audited:
        """Say what is missing to recompute it."""
        return self._make("cannot be recomputed", None, missing=missing)

    def _make(self, result: Result, derived: str | None, **more: str) -> Audited:
        return Audited(
            result, self.slug, self.about, str(self.value), derived, self.rule, self.locator or "", **more
        )


@dataclass(frozen=True)
class Size:
    """How many publications are printed for a set of them, and where."""

    slug: str
    about: str
    label: str
    value: int
    locator: str


class Numbers:
    """The rows of one review that carry numbers, or that numbers follow from."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rows: dict[type[Row], list[Any]] = defaultdict(list)

    def add(self, row: Row) -> None:
        """Keep a row, if it is of a kind that is needed."""
        if type(row) in KEPT:
            self._rows[type(row)].append(row)

    def of(self, kind: type[R]) -> list[R]:
        """Give the rows of a kind, as they were added."""
        return self._rows.get(kind, [])

    @property
    def named(self) -> str:
        """How many of the included publications are named: all, some or none."""
        return next((review.named for review in self.of(Review)), "none")

    def part(self, study_set: str | None) -> str:
        """Give the name of a part of the included publications, or nothing for the whole."""
        whole = {row.slug for row in self.of(StudySet) if row.whole}
        return "" if study_set is None or study_set in whole else study_set

    def size(self, part: str) -> Size | None:
        """Give the printed size of a part, or of the whole, which may be printed as a fact only."""
        for row in self.of(StudySet):
            if row.slug == part or (not part and row.whole):
                return Size(row.slug, f"study-set/{row.slug}", row.label, row.size, row.locator)
        fact, _ = self.fact("publicationsIncluded")
        if part or fact is None:
            return None
        return Size("included", f"fact/{fact.slug}", fact.statement, int(fact.value), fact.locator)

    def fact(self, name: str) -> tuple[Fact | None, str]:
        """Give the one fact of this property, or none and what is missing."""
        found = [fact for fact in self.of(Fact) if fact.property == name]
        if len({fact.value for fact in found}) > 1:
            return None, f"one number for {name}, which is printed as {', '.join(f.value for f in found)}"
        return (found[0], "") if found else (None, name)

    def number(self, count: Count) -> int | None:
        """Give the number of a count, printed or derived, or None where neither is there."""
        if count.count is not None:
            return count.count
        sizes = {row.slug: row.size for row in self.of(StudySet)}
        if count.complement_of is not None and count.complement_of not in sizes:
            return None
        derived = derived_count(count, sizes)
        return None if derived is None else derived[0]

    def counted(self, part: str) -> dict[str, Count]:
        """Give the count of each influence in a part, where there is just one for it."""
        found: dict[str, list[Count]] = defaultdict(list)
        for count in self.of(Count):
            if count.influence is not None and self.part(count.study_set) == part:
                found[count.influence].append(count)
        return {influence: counts[0] for influence, counts in found.items() if len(counts) == 1}

    def members(self, part: str) -> list[Inclusion] | None:
        """Give the publications that are named as being in a part, or None where none is named."""
        rows = self.of(Inclusion)
        return [row for row in rows if not part or part in row.study_sets] or None


@dataclass(frozen=True)
class Rule:
    """A rule of auditing: its name, what it holds against what, in words, and the function that does it."""

    name: str
    words: str
    find: Callable[[Numbers], Iterator[Audited]]


def where(count: Count) -> str | None:
    """Give the place at which a count is printed."""
    return count.count_locator or count.percentage_locator
