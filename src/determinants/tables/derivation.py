"""What printed numbers imply: counts that were not printed, and printed values that do not hold.

Every rule is stated in words beside the code that applies it, and travels into the graph.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from statistics import mean

from determinants.tables.model import Count, Rating, Scope, Scoping, Statistic

ROUNDING_RULE = "the only whole number of the total that rounds to the printed percentage"
COMPLEMENT_RULE = "all publications less those of the study set that is counted beside it"
TAKE: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "sum": lambda values: sum(values, Decimal()),
    "mean": mean,
    "minimum": min,
    "maximum": max,
}

PERCENTAGE_RULE = "count as a percentage of the total, rounded half up to the decimals printed"


class Bodies:
    """Bodies of evidence: publications that rest on one another, directly or through others, are one.

    A body is named for the first of its members by name.

    >>> bodies = Bodies()
    >>> bodies.join("b", "c"), bodies.join("c", "a"), bodies.join("x", "y")
    (None, None, None)
    >>> list(bodies.members())
    [('a', 'a'), ('b', 'a'), ('c', 'a'), ('x', 'x'), ('y', 'x')]
    """

    def __init__(self) -> None:
        """Begin with every publication by itself."""
        self._above: dict[str, str] = {}

    def of(self, publication: str) -> str:
        """Give the name of the body that a publication belongs to; alone, it is its own."""
        while (above := self._above.get(publication, publication)) != publication:
            publication = above
        return publication

    def join(self, publication: str, other: str) -> None:
        """Say that two publications rest on one another."""
        first, second = sorted((self.of(publication), self.of(other)))
        self._above.setdefault(publication, publication)
        self._above.setdefault(other, other)
        self._above[second] = first

    def members(self) -> Iterator[tuple[str, str]]:
        """Yield every publication that does not stand alone, with the name of its body."""
        for publication in sorted(self._above):
            yield publication, self.of(publication)


class Scopes:
    """What a publication is to each scope: as its row says, and, of one that has parts, as follows from them.

    >>> scopes = Scopes()
    >>> scopes.add(Scope(slug="both", label="both", definition="Both.", parts="studies;adults"))
    >>> scopes.of(Scoping(publication="a", yes="studies", not_stated="adults"))
    {'studies': 'yes', 'adults': 'not_stated', 'both': 'not_stated'}
    """

    VALUES = ("yes", "partly", "no", "not_stated")

    def __init__(self) -> None:
        """Begin with none that has parts."""
        self._whole: list[Scope] = []

    def add(self, scope: Scope) -> None:
        """Remember a scope; only what has parts is worked out."""
        if scope.parts:
            self._whole.append(scope)

    def of(self, row: Scoping) -> dict[str, str]:
        """Give what a publication is to each scope that anything is said of."""
        said = {scope: value for value in self.VALUES for scope in getattr(row, value)}
        for whole in self._whole:
            of_parts = {said.get(part) for part in whole.parts}
            if whole.admits_unstated and None not in of_parts and of_parts <= {"yes", "not_stated"}:
                said[whole.slug] = "yes"
            elif value := next((value for value in ("no", "partly") if value in of_parts), None):
                said[whole.slug] = value
            elif None not in of_parts:
                said[whole.slug] = "not_stated" if "not_stated" in of_parts else "yes"
        return said


@dataclass(frozen=True)
class Discrepancy:
    """A printed value that its own data do not give."""

    slug: str
    about: str
    printed: str
    derived: str
    rule: str
    locator: str


def rounded(value: Decimal, like: Decimal) -> Decimal:
    """Round half up to as many decimals as `like` has.

    >>> rounded(Decimal("1.75"), Decimal("1.8"))
    Decimal('1.8')
    """
    return value.quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), ROUND_HALF_UP)


def cut(value: Decimal, like: Decimal) -> Decimal:
    """Cut off whatever is more than the decimals of `like`, as some do in place of rounding.

    >>> cut(Decimal("30.952"), Decimal("30.9"))
    Decimal('30.9')
    """
    return value.quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), ROUND_DOWN)


def count_from_percentage(percentage: Decimal, total: int) -> int | None:
    """Give the whole number of `total` that rounds to `percentage`, or None where it is not the only one.

    >>> count_from_percentage(Decimal(9), 53)
    5
    >>> count_from_percentage(Decimal(9), 1000) is None
    True
    """
    unit = Decimal(1).scaleb(int(percentage.as_tuple().exponent))
    lowest = int((percentage - unit) * total / 100)
    likely = range(max(lowest, 0), min(int((percentage + unit) * total / 100) + 1, lowest + 100, total) + 1)
    fitting = [n for n in likely if rounded(Decimal(100 * n) / total, percentage) == percentage]
    return fitting[0] if len(fitting) == 1 else None


def derived_count(count: Count, set_sizes: Mapping[str, int]) -> tuple[int, str] | None:
    """Give the number that is not printed and the rule that gave it, or None where none follows.

    `set_sizes` has the number of publications of each study set of the review.
    """
    if count.total is None:
        return None
    if count.complement_of is not None:
        return count.total - set_sizes[count.complement_of], COMPLEMENT_RULE
    if count.percentage is not None:
        number = count_from_percentage(count.percentage, count.total)
        return None if number is None else (number, ROUNDING_RULE)
    return None


def percentage_discrepancies(counts: Iterable[Count]) -> Iterator[Discrepancy]:
    """Yield every printed percentage that its printed count and total do not give."""
    for count in counts:
        if count.count is None or count.percentage is None or count.total is None:
            continue
        derived = rounded(Decimal(100 * count.count) / count.total, count.percentage)
        if derived != count.percentage:
            yield Discrepancy(
                f"percentage-{count.slug}",
                f"count/{count.slug}",
                str(count.percentage),
                str(derived),
                PERCENTAGE_RULE,
                count.percentage_locator or "",
            )


@dataclass(frozen=True)
class Recomputed:
    """What ratings give for a printed statistic: to be shown, before rounding, and whether it holds."""

    shown: Decimal
    exact: Decimal
    rule: str
    holds: bool


def statistic_discrepancies(
    statistics: Iterable[Statistic], ratings: Iterable[Rating]
) -> Iterator[Discrepancy]:
    """Yield every printed total, mean or range that the ratings do not give."""
    scores = scores_of(ratings)
    for printed in statistics:
        made = recomputed(printed, scores)
        if made is not None and not made.holds:
            yield Discrepancy(
                f"statistic-{printed.slug}",
                f"statistic/{printed.slug}",
                claim(printed),
                str(made.shown),
                made.rule,
                printed.locator,
            )


Scores = Mapping[tuple[str, str], int]


def scores_of(ratings: Iterable[Rating]) -> Scores:
    """Give the score of each item at each site."""
    return {(rating.site, rating.item): rating.score for rating in ratings}


def _values(printed: Statistic, scores: Scores) -> list[Decimal]:
    """Give the numbers that the statistic is taken of."""
    chosen = {
        place: Decimal(score)
        for place, score in scores.items()
        if place[0] in printed.sites and printed.item in (None, place[1])
    }
    if printed.of == "score":
        return list(chosen.values())
    side = 0 if printed.of == "total" else 1
    groups: dict[str, list[Decimal]] = {}
    for place, score in chosen.items():
        groups.setdefault(place[side], []).append(score)
    return [sum(group, Decimal()) if printed.of == "total" else mean(group) for group in groups.values()]


def recomputed(printed: Statistic, scores: Scores) -> Recomputed | None:
    """Give what the scores give for a printed statistic, or None where there are no scores."""
    values = _values(printed, scores)
    if not values:
        return None
    of = {"score": "the scores", "total": "the sites' totals", "item-mean": "the items' mean scores"}[
        printed.of
    ]
    if printed.statistic.startswith("range"):
        spread = max(values) - min(values)
        holds = spread >= printed.value if printed.statistic == "range-at-least" else spread < printed.value
        return Recomputed(spread, spread, f"highest less lowest of {of}", holds)
    exact = TAKE[printed.statistic](values)
    derived = rounded(exact, printed.value)
    holds = derived == printed.value
    if not holds:  # one decimal more, so that a reader sees how far off it is
        derived = rounded(exact, printed.value.scaleb(-1))
    return Recomputed(derived, exact, f"{printed.statistic} of {of}, rounded half up", holds)


def claim(printed: Statistic) -> str:
    """Give a printed statistic as it was claimed."""
    words = {"range-at-least": "at least ", "range-below": "less than "}
    return words.get(printed.statistic, "") + str(printed.value)
