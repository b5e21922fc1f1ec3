"""What a finding may say: no more than its source can have said, and nothing against its factor."""

import re
from collections.abc import Iterator

from determinants.ground.problems import Problem
from determinants.tables import model
from determinants.tables.lines import Entry

REVIEWS = {"systematic-review", "literature-review"}
OPINIONS = {"commentary"}
OTHERS = {"citation-statement", "reference-list"}  # what was read of a publication in others only
FOUND = {"own", "coding", "synthesis"}
_BEFORE = re.compile(
    r"(introduction|background|aims?|purpose|objectives?|rationale|methods?)(\W|$)", re.IGNORECASE
)


def _before_the_findings(locator: str) -> str:
    """Give the part of a locator that names a section before the findings; empty where there is none."""
    parts = (part.strip() for part in re.split(r"[,;]", re.sub(r'"[^"]*"', "", locator)))
    return next((part for part in parts if _BEFORE.match(part)), "")


def _in_an_abstract(locator: str) -> bool:
    return locator.casefold().startswith("abstract")


class Findings:
    """What is remembered of factors and publications, against which each finding is held as it comes."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._factors: dict[str, tuple[str, str | None]] = {}  # direction and influence of each factor
        self._reviews: set[str] = set()  # publications that are reviews, or that report one of this folder
        self._opinions: set[str] = set()  # publications without data
        self._unread: set[str] = set()  # publications that were not read themselves
        self._abstracts: set[str] = set()  # publications of which the abstract was read and nothing else

    def check(self, entry: Entry) -> Iterator[Problem]:
        """Yield what a finding says against its factor or publication; remember what others need."""
        match entry.row:
            case model.Publication() as publication:
                self._know(publication)
            case model.Review(publication=publication):
                self._reviews.add(publication)
            case model.Determinant(slug=slug, direction=direction, influence=influence):
                self._factors[f"{entry.scope}:{slug}"] = (direction, f"{entry.scope}:{influence}")
            case model.Factor() as own:
                self._factors[f"{entry.scope}:{own.slug}"] = (own.direction, own.influence)
            case model.Finding(determinant=str(factor)) as row:
                yield from self._fits(entry, factor, row.direction, row.influence)
            case model.Coding(determinant=str(factor)) as row:
                code = f"{entry.scope}:{row.influence}" if row.influence else None
                yield from self._fits(entry, f"{entry.scope}:{factor}", row.direction, code)
        if isinstance(entry.row, model.Finding):
            yield from self._no_more_than_its_source(entry, entry.row)

    def _no_more_than_its_source(self, entry: Entry, row: model.Finding) -> Iterator[Problem]:
        """Yield what a finding claims that its source, as it was read, cannot have said."""
        source = row.stated_in
        of_review = source in self._reviews
        if row.directness == "own" and of_review:
            yield entry.problem(
                "directness",
                "own-of-a-review",
                f"'{source}' is a review, and what it says over its studies is none of their findings.",
                "Write synthesis, or coding with the study that it codes; or correct the design.",
            )
        if row.directness == "own" and source in self._opinions:
            yield entry.problem(
                "directness",
                "own-without-data",
                f"'{source}' is a commentary, which has no data of its own in which to find anything.",
                "Write background, or secondary with the study that found it; or correct the design.",
            )
        if not of_review and (
            row.directness == "coding" or (row.directness == "synthesis" and "review" not in row.locator)
        ):
            yield entry.problem(
                "directness",
                "of-no-review",
                f"'{source}' is no review, so that it neither codes studies nor says anything over them.",
                "Write own, secondary or background; correct the design; or let the locator name the part of "
                "the source that is a review.",
            )
        if row.directness in FOUND and (place := _before_the_findings(row.locator)):
            yield entry.problem(
                "directness",
                "found-before-the-findings",
                f"'{place}' is where a source says what was known, asked and done, and not what it found.",
                "Write background or secondary, or correct the locator.",
            )
        if row.directness in FOUND and source in self._unread:
            yield entry.problem(
                "directness",
                "found-unread",
                f"of '{source}' only what others say of it was read, by the column read of publications.",
                "Name as stated_in the source that was read, and write secondary; or correct what was read.",
            )
        if source in self._abstracts and not _in_an_abstract(row.locator):
            yield entry.problem(
                "locator",
                "beyond-what-was-read",
                f"no more than the abstract of '{source}' was read, by the column read of publications.",
                "Begin the locator with Abstract, or say in publications what else was read.",
            )

    def _know(self, row: model.Publication) -> None:
        """Remember of a publication what decides on what may be said of it."""
        for known, holds in (
            (self._reviews, row.design in REVIEWS),
            (self._opinions, row.design in OPINIONS),
            (self._unread, bool(row.read) and {*row.read} <= OTHERS),
            (self._abstracts, row.read == ("abstract",)),
        ):
            if holds:
                known.add(row.key)

    def _fits(self, entry: Entry, factor: str, direction: str, influence: str | None) -> Iterator[Problem]:
        points, above = self._factors.get(factor, (direction, influence))
        if {points, direction} == {"facilitates", "hinders"}:
            yield entry.problem(
                "direction",
                "against-its-factor",
                f"the finding {direction}, and '{factor}' {points}.",
                "Name a factor of the same direction, or leave the factor out.",
            )
        if influence != above:
            yield entry.problem(
                "determinant",
                "factor-of-another",
                f"'{factor}' does not belong to the code of this finding.",
                "Name a factor of the same influence or topic, or correct the influence.",
            )
