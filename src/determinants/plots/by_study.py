"""What a matrix by study is made of: the studies that have room, and what each cell of one says."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pyoxigraph import NamedNode

from determinants.ask.records import CfirFindings, InfluenceFindings
from determinants.ground.values import COUNTS, FACILITATES, HINDERS, MIXED, UNCLEAR
from determinants.plots import style
from determinants.plots.plot import distinct, listed

STUDIES = 22  # as many have room beside each other
LONGEST = 20  # letters of a name over a narrow column
BOTH = "both ways"
# What the findings of a study say together, and how that looks.
WAYS = {
    FACILITATES.label: style.COLOURS[FACILITATES.slug],
    HINDERS.label: style.COLOURS[HINDERS.slug],
    BOTH: style.COLOURS[MIXED.slug],
    UNCLEAR.label: style.COLOURS[UNCLEAR.slug],
}


F = TypeVar("F", InfluenceFindings, CfirFindings)


@dataclass(frozen=True)
class Reports:
    """What studies report in places, such as influences, and the studies that have room, as IRI and name.

    `reach` has in how many places each study reports; each that is drawn does in `least` or more.
    """

    directions: Mapping[tuple[str, str], Sequence[str]]
    reach: Counter[str]
    drawn: Sequence[tuple[str, str]]
    least: int

    @property
    def furthest(self) -> int:
        """In how many places the first study reports."""
        return max(self.reach.values(), default=0)

    def at(self, place: str, study: str) -> Sequence[str]:
        """Give the directions of the findings of a study in a place, by their IRIs."""
        return self.directions.get((place, study), ())


def reports(found: Iterable[F], place: Callable[[F], str]) -> Reports:
    """Gather what studies report: each finding once in a place, in however many rows it comes."""
    ways = defaultdict[tuple[str, str], dict[str, str]](dict)
    label = {}
    for row in found:
        if row.directness in _COUNTED:
            ways[place(row), row.publication][row.finding] = row.direction
            label[row.publication] = row.publication_label
    reach = Counter(study for _, study in ways)
    drawn, least = most(reach)
    drawn.sort(key=lambda study: (-reach[study], label[study], study))
    directions = {at: list(directions.values()) for at, directions in ways.items()}
    return Reports(directions, reach, [(study, label[study]) for study in drawn], least)


_COUNTED = {way.iri for way in COUNTS}


class Filled(Protocol):
    """A cell of such a matrix: how many findings of a study stand there, and which way together."""

    @property
    def publication(self) -> NamedNode:
        """The study."""

    @property
    def publication_label(self) -> str:
        """What it is called."""

    @property
    def way(self) -> str | None:
        """Which way its findings there point together."""

    @property
    def findings(self) -> int | None:
        """How many they are."""


R = TypeVar("R", bound=Filled)


def told(cells: Sequence[R], place: Callable[[R], str]) -> str:
    """Say how many cells are filled, which way, and which has most, with `place` for where that is."""
    filled = [cell for cell in cells if cell.findings]
    kinds = Counter(cell.way for cell in filled)
    top = max(filled, key=lambda cell: cell.findings or 0, default=None)
    highest = (
        f"The highest number is {top.findings}: {top.publication_label} {place(top)}."
        if top
        else "There is none."
    )
    ways = listed([f"{kinds[way]} {way}" for way in WAYS if kinds[way]]) or "none"
    return f"Of {len(cells)} cells, {len(filled)} are filled: {ways}. {highest}"


def columns(cells: Iterable[Filled]) -> dict[str, str]:
    """Give the studies over the columns, by IRI."""
    return short(distinct((cell.publication.value, cell.publication_label) for cell in cells))


def looks(cells: Sequence[Filled], wide: float, font: float) -> dict[str, Any]:
    """Give what cells so wide say and how they look, as a grid is told."""
    return {
        "column": "datum.publication",
        "number": "datum.findings",
        "peak": 1,
        "unit": "findings",
        "words": "datum.findings === null ? '' : '' + datum.findings",
        "wide": wide,
        "small": min(font, wide * 0.8),
        "kinds": {way: colour for way, colour in WAYS.items() if any(cell.way == way for cell in cells)},
        "kind": "datum.way",
    }


def most(reach: Counter[str]) -> tuple[list[str], int]:
    """Give the studies that report in most places, as many as have room, and from how many on."""
    ranked = sorted(reach.values(), reverse=True)
    least = 1 if len(ranked) <= STUDIES else ranked[STUDIES] + 1
    if ranked and least > ranked[0]:  # too many are alike at the top: some of them have to do
        least = ranked[0]
        return sorted(study for study in reach if reach[study] >= least)[:STUDIES], least
    return [study for study in reach if reach[study] >= least], least


def way_of(directions: Sequence[str]) -> str | None:
    """Give which way findings point together, by the IRIs of their directions; nothing if there are none."""
    helps, hinders = (way.iri in directions or MIXED.iri in directions for way in (FACILITATES, HINDERS))
    way = (
        BOTH
        if helps and hinders
        else FACILITATES.label
        if helps
        else HINDERS.label
        if hinders
        else UNCLEAR.label
    )
    return way if directions else None


def short(studies: Mapping[str, str]) -> dict[str, str]:
    """Give names that stand over narrow columns: a study that is known by its title has its key."""
    return {iri: name if len(name) <= LONGEST else iri.rsplit("/", 1)[-1] for iri, name in studies.items()}
