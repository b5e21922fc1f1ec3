"""Rules for publications that are named: members of study sets, their grades, and what is coded of them."""

from collections import defaultdict
from collections.abc import Iterator

from determinants.tables.auditing.rule import Audited, Numbers, Printed
from determinants.tables.model import Coding, Count, StudySet

WHICH = "which publications these are"


def members(numbers: Numbers) -> Iterator[Audited]:
    """Hold the number of publications that are named as included against the printed size of each set."""
    for part in dict.fromkeys(["", *(numbers.part(row.slug) for row in numbers.of(StudySet))]):
        size = numbers.size(part)
        if size is None:
            continue
        printed = Printed(
            f"members-{size.slug}", size.about, size.value, "number of its publications by name", size.locator
        )
        named = numbers.members(part)
        if named is None:
            yield printed.cannot(WHICH)
        elif len(named) < size.value and numbers.named != "all":
            yield printed.cannot(f"which the other {size.value - len(named)} publications are")
        else:
            yield printed.equals(len(named))


def grades(numbers: Numbers) -> Iterator[Audited]:
    """Hold a count by quality against the grades that the review gave to the publications by name."""
    for count in numbers.of(Count):
        if count.quality is None or count.count is None or count.direction is not None:
            continue
        printed = Printed(
            f"graded-{count.slug}",
            f"count/{count.slug}",
            count.count,
            "number of publications by name that the review gave this grade",
            count.count_locator,
        )
        named = numbers.members(numbers.part(count.study_set)) or []
        graded = sum(row.quality == count.quality for row in named)
        unknown = sum(row.quality is None for row in named)
        if graded < count.count and (numbers.named != "all" or not graded):
            yield printed.cannot(WHICH)
        elif unknown and graded <= count.count:
            yield printed.cannot(f"the grades of {unknown} of its publications")
        else:
            yield printed.equals(graded)


def coded(numbers: Numbers) -> Iterator[Audited]:
    """Hold a count of an influence or construct against the studies that the review codes to it.

    Fewer codings than are counted are a difference only where every study is coded on it, if only as
    looked for and not found.
    """
    codings: dict[str, list[Coding]] = defaultdict(list)
    for row in numbers.of(Coding):
        if row.study is not None:
            codings[row.influence or row.element or ""].append(row)
    for count in numbers.of(Count):
        code = count.influence or count.element
        if code is None or count.count is None:
            continue
        printed = Printed(
            f"coded-{count.slug}",
            f"count/{count.slug}",
            count.count,
            "number of studies that the review codes to it"
            + (f" as {count.direction}" if count.direction else ""),
            count.count_locator,
        )
        named = {row.publication for row in numbers.members(numbers.part(count.study_set)) or []}
        here = [row for row in codings[code] if row.study in named]
        studies = {row.study for row in here if row.direction in _directions(count)}
        mixed = len(studies | {row.study for row in here if row.direction == "mixed"})
        note = f"{mixed} with those coded as mixed" if mixed > len(studies) else ""
        open_yet = named - {row.study for row in here}
        if len(studies) >= count.count and here:
            yield printed.equals(len(studies), note)
        elif numbers.named != "all" or not here:
            yield printed.cannot(WHICH)
        elif open_yet:
            yield printed.cannot(f"what is coded of {len(open_yet)} other studies")
        else:
            yield printed.equals(len(studies), note)


def _directions(count: Count) -> set[str]:
    return {count.direction} if count.direction else {"facilitates", "hinders", "mixed", "unclear"}


def both_ways(numbers: Numbers) -> Iterator[Audited]:
    """Find studies that are coded both ways on one code, where the review also has a code for mixed.

    Codings of single factors are left out: that a study has one that helps and one that hinders is no
    contradiction.
    """
    rows = [row for row in numbers.of(Coding) if row.study is not None and row.determinant is None]
    ways: dict[tuple[object, ...], dict[str, Coding]] = defaultdict(dict)
    for row in rows:
        ways[row.study, row.influence, row.element, row.outcome].setdefault(row.direction, row)
    mixed = any(row.direction == "mixed" for row in rows)
    for found in ways.values():
        if not {"facilitates", "hinders"} <= found.keys():
            continue
        first = found["facilitates"]
        printed = Printed(
            f"both-ways-{first.slug}",
            f"finding/{first.slug}",
            "facilitates and hinders",
            "what a study is coded as where it is coded both ways, in a review that also codes mixed",
            first.locator,
        )
        yield printed.equals("mixed") if mixed else printed.cannot("a code for mixed in this review")
