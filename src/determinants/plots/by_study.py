"""What a matrix by study is made of: which studies have room, and which way all that one reports points."""

from collections import Counter
from collections.abc import Mapping, Sequence

from determinants.ground.values import FACILITATES, HINDERS, MIXED, UNCLEAR
from determinants.plots import style

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
