"""Printed numbers against recomputed ones, of the reviews that are built in or of a folder of one's own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from determinants.ground import shipped
from determinants.ground.problems import DataError, UnknownName
from determinants.ground.spelling import compared
from determinants.ground.vocab import BASE, thing
from determinants.store import building
from determinants.store.building import Watch, unwatched
from determinants.store.solutions import Rows, Term
from determinants.tables import auditing, reading
from determinants.tables.auditing.rule import DIFFERS, Audited, Numbers
from determinants.tables.model import Review

COLUMNS = (
    *("review", "review_label", "about", "check", "result", "printed", "derived", "rule", "note"),
    *("missing", "locator"),
)
VIEW = ("review_label", "about", "result", "printed", "derived", "rule", "note", "missing", "locator")


@dataclass(frozen=True)
class AuditedReview:
    """A review by itself, with every number of it that a rule looked at."""

    key: str
    label: str
    items: tuple[Audited, ...]

    @property
    def results(self) -> Counter[str]:
        """How many numbers agree, differ or cannot be recomputed."""
        return Counter(item.result for item in self.items)


@dataclass(frozen=True)
class Audit:
    """What was audited: review by review, and as rows (`main`)."""

    reviews: tuple[AuditedReview, ...]

    @property
    def differs(self) -> bool:
        """Whether any printed number is not what its own data give."""
        return any(review.results[DIFFERS] for review in self.reviews)

    @property
    def main(self) -> Rows:
        """Every number as a row; things are IRIs, and what was printed is text, as in "at least 2"."""
        return Rows(
            COLUMNS,
            tuple(_row(review, item) for review in self.reviews for item in review.items),
        )

    @property
    def view(self) -> tuple[str, ...]:
        """The columns of the rows that matter most."""
        return VIEW


def _row(review: AuditedReview, item: Audited) -> tuple[Term | None, ...]:
    texts = (item.check, item.result, item.printed, item.derived, item.rule)
    more = (item.note, item.missing, item.locator)
    return (
        thing(review.key),
        Literal(review.label),
        NamedNode(f"{BASE}{review.key}/{item.about}"),
        *(None if text is None else Literal(text) for text in (*texts, *(text or None for text in more))),
    )


def audit(which: str | Path | None = None, *, watch: Watch = unwatched) -> Audit:
    """Recompute every printed number that the data can give, by declared rules, each review by itself.

    `which` is a review that is built in, by key, label or IRI; or a folder of one's own, which is read
    beside what is built in, and of which all reviews are audited. Without it: all that is built in.

    >>> [review.results["differs"] for review in audit("ibrahim2019").reviews]
    [4]

    Raises:
        DataError: with every problem, if the data are wrong.
        UnknownName: if it is neither a review nor a folder.
    """
    own = Path(which) if which is not None and Path(which).is_dir() else None
    folders = [shipped.folder("data"), *([own] if own else [])]
    if problems := building.problems(folders, watch):
        raise DataError(problems)
    found = _reviews(folders)
    if own is not None:
        # What is built in already is read there; the folder itself says which reviews are its own.
        keys = {entry.row.key for entry in _entries([own]) if isinstance(entry.row, Review)}
        return Audit(tuple(review for review in found if review.key in keys))
    return Audit(tuple(_named(found, None if which is None else str(which))))


def _entries(folders: Iterable[Path]) -> Iterator[reading.Entry]:
    return (entry for entry in reading.read(*folders) if isinstance(entry, reading.Entry))


def _reviews(folders: Iterable[Path]) -> list[AuditedReview]:
    """Audit each review of some folders, by itself."""
    numbers: dict[str, Numbers] = defaultdict(Numbers)
    reviews: list[Review] = []
    for entry in _entries(folders):
        numbers[entry.scope].add(entry.row)
        if isinstance(entry.row, Review):
            reviews.append(entry.row)
    return [
        AuditedReview(row.key, row.label, tuple(auditing.audited(numbers[row.key])))
        for row in sorted(reviews, key=lambda each: each.key)
    ]


def _named(reviews: list[AuditedReview], said: str | None) -> list[AuditedReview]:
    """Keep the review that is called so; without a name, all."""
    if said is None:
        return reviews
    found = [
        each
        for each in reviews
        if said in {each.key, BASE + each.key} or compared(said) == compared(each.label)
    ]
    if not found:
        keys = [each.key for each in reviews]
        raise UnknownName("review or folder", said, get_close_matches(said, keys, n=3))
    return found
