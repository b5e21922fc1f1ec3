"""Rules for counts of publications: percentages, totals, sums of compositions, parts and wholes."""

from collections.abc import Iterator
from decimal import Decimal

from determinants.tables.auditing.rule import Audited, Numbers, Printed, Size, where
from determinants.tables.derivation import PERCENTAGE_RULE, cut, percentage_discrepancies
from determinants.tables.model import Count, StudySet

DIMENSIONS = ("country", "design", "quality", "modality")
CODES = ("influence", "element")
CUT = "cutting decimals off, in place of rounding, gives the printed value"


def percentages(numbers: Numbers) -> Iterator[Audited]:
    """Hold each printed percentage against its printed count and total."""
    differing = {found.about: found for found in percentage_discrepancies(numbers.of(Count))}
    for count in numbers.of(Count):
        if count.percentage is None:
            continue
        about = f"count/{count.slug}"
        printed = Printed(
            f"percentage-{count.slug}", about, count.percentage, PERCENTAGE_RULE, count.percentage_locator
        )
        if count.count is None or count.total is None:
            lacking = {"its count": count.count, "its total": count.total}
            yield printed.cannot(" and ".join(what for what, value in lacking.items() if value is None))
        elif found := differing.get(about):
            exact = Decimal(100 * count.count) / count.total
            note = CUT if cut(exact, count.percentage) == count.percentage else ""
            yield printed.held(found.derived, holds=False, note=note)
        else:
            yield printed.equals(count.percentage)


def _features(count: Count) -> tuple[str | None, ...]:
    return tuple(getattr(count, name) for name in (*CODES, *DIMENSIONS))


def totals(numbers: Numbers) -> Iterator[Audited]:
    """Hold the total that a count is out of against the size of its study set.

    What is counted by no feature is a study set, and its total is that of all that is included.
    """
    for count in numbers.of(Count):
        if count.total is None or where(count) is None:
            continue
        part, featured = numbers.part(count.study_set), any(_features(count))
        rule = f"the printed size of {'its study set' if featured else 'all that is included'}"
        printed = Printed(f"total-{count.slug}", f"count/{count.slug}", count.total, rule, where(count))
        size = numbers.size(part if featured else "")
        if not featured and not part:
            yield printed.cannot("what the total is of")
        elif size is None:
            yield printed.cannot(rule.removeprefix("the printed "))
        else:
            yield printed.equals(size.value)


def sizes(numbers: Numbers) -> Iterator[Audited]:
    """Hold a count by no feature against the printed size of its study set."""
    for count in numbers.of(Count):
        if count.count is None or count.direction is not None or any(_features(count)):
            continue
        printed = Printed(
            f"size-{count.slug}",
            f"count/{count.slug}",
            count.count,
            "the size of the study set, as printed with it",
            count.count_locator,
        )
        size = numbers.size(numbers.part(count.study_set))
        yield printed.cannot("the size of its study set") if size is None else printed.equals(size.value)


def wholes(numbers: Numbers) -> Iterator[Audited]:
    """Hold the size of the study set that is the whole against the number of publications included."""
    for row in numbers.of(StudySet):
        if row.whole:
            fact, missing = numbers.fact("publicationsIncluded")
            printed = Printed(
                f"whole-{row.slug}",
                f"study-set/{row.slug}",
                row.size,
                "the number of publications included, as printed with what was done",
                row.locator,
            )
            yield printed.cannot(missing) if fact is None else printed.equals(int(fact.value))


def compositions(numbers: Numbers) -> Iterator[Audited]:
    """Hold the sum of the counts of a study set by country, design, quality or modality against its size."""
    for dimension in DIMENSIONS:
        parts = dict.fromkeys(numbers.part(count.study_set) for count in _by(numbers, dimension))
        for part in parts:
            size = numbers.size(part)
            if size is not None:
                yield _composition(numbers, dimension, part, size)


def _by(numbers: Numbers, dimension: str, part: str | None = None) -> list[Count]:
    return [
        count
        for count in numbers.of(Count)
        if getattr(count, dimension) is not None
        and count.direction is None
        and (part is None or numbers.part(count.study_set) == part)
    ]


def _composition(numbers: Numbers, dimension: str, part: str, size: Size) -> Audited:
    printed = Printed(
        f"composition-{size.slug}-{dimension}",
        size.about,
        size.value,
        f"sum of the counts by {dimension}, each publication in one of them",
        size.locator,
    )
    summed, missing = _summed(numbers, dimension, part)
    values = [numbers.number(count) for count in summed]
    if missing or None in values:
        return printed.cannot(missing or f"a count by {dimension}")
    total = sum(value for value in values if value is not None)
    if len(values) == 1 and total < size.value:
        return printed.cannot(f"the other counts by {dimension}")
    apart = abs(total - size.value)
    note = f"{apart} too many: some may stand under more than one"
    return printed.equals(total, note if total > size.value else f"{apart} under none of them")


def _summed(numbers: Numbers, dimension: str, part: str) -> tuple[list[Count], str]:
    """Give the counts that make up a part: beside what is left of another, stand those of that other."""
    found = _by(numbers, dimension, part)
    for left in [count for count in found if count.complement_of is not None]:
        other = _by(numbers, dimension, numbers.part(left.complement_of))
        if not other:
            return found, f"the counts by {dimension} of {left.complement_of}"
        found = [*found, *other]
    return found, ""


def parts(numbers: Numbers) -> Iterator[Audited]:
    """Hold a count in a study set or of one direction, and a study set, against what it is a part of."""
    counts = numbers.of(Count)
    whole = {
        _features(count): count
        for count in counts
        if any(_features(count)) and count.direction is None and not numbers.part(count.study_set)
    }
    for count in counts:
        above = whole.get(_features(count))
        most = None if above is None or above is count else numbers.number(above)
        if count.count is not None and most is not None:
            printed = Printed(
                f"part-{count.slug}",
                f"count/{count.slug}",
                count.count,
                "no more than the count of which it is a part",
                count.count_locator,
            )
            yield printed.held(f"at most {most}", count.count <= most)
    size = numbers.size("")
    for row in numbers.of(StudySet):
        if not row.whole and size is not None:
            printed = Printed(
                f"part-study-set-{row.slug}",
                f"study-set/{row.slug}",
                row.size,
                "no more than all that is included",
                row.locator,
            )
            yield printed.held(f"at most {size.value}", row.size <= size.value)
