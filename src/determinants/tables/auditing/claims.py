"""Rules for claims of order: ranks, what is largest in a study set, what changes, "at least" so much."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from determinants.tables.auditing.rule import Audited, Numbers, Printed
from determinants.tables.model import Count, Fact, Influence, Item, Robustness

Place = tuple[Influence, int]  # an influence, and how many publications report it


def ranks(numbers: Numbers) -> Iterator[Audited]:
    """Hold the rank of each influence against the counts of all that are counted the same way.

    Influences that as many publications report may stand in any order between them.
    """
    counted = numbers.counted("")
    groups: dict[object, list[Place]] = defaultdict(list)
    for row in numbers.of(Influence):
        count = counted.get(row.slug)
        number = None if count is None else numbers.number(count)
        if row.rank is None:
            continue
        if count is None or number is None:
            yield _rank(row, row.rank).cannot("one count of it over all that is included")
        else:
            groups[count.direction].append((row, number))
    for group in groups.values():
        yield from _ranks(group)


def _rank(row: Influence, rank: int) -> Printed:
    rule = "place by the number of publications, among influences that are counted the same way"
    return Printed(f"rank-{row.slug}", f"influence/{row.slug}", rank, rule, row.locator)


def _ranks(group: list[Place]) -> Iterator[Audited]:
    ranks = sorted(row.rank for row, _ in group if row.rank is not None)
    for row, number in group:
        before = sum(other > number for _, other in group)
        level = sum(other == number for _, other in group)
        fitting = ranks[before : before + level]
        apart = [other.slug for other, its in group if other.rank == row.rank and its != number]
        printed = _rank(row, row.rank or 0)
        if len(group) == 1:
            yield printed.cannot("another influence that is counted the same way")
        else:
            shown = f"{fitting[0]} to {fitting[-1]}" if fitting[0] != fitting[-1] else str(fitting[0])
            shown += f", not level with {', '.join(apart)}" if apart else ""
            yield printed.held(shown, row.rank in fitting and not apart)


def orders(numbers: Numbers) -> Iterator[Audited]:
    """Hold what is said of the order of influences in a study set against their ranks over all."""
    ranks = {row.slug: row.rank for row in numbers.of(Influence) if row.rank is not None}
    for row in numbers.of(Robustness):
        printed = Printed(
            f"order-{row.slug}",
            f"robustness/{row.slug}",
            _said(row.order_changed),
            "the influences that are named as strongest, beside the strongest over all that stay",
            row.locator,
        )
        unranked = [slug for slug in row.top_influences if slug not in ranks]
        if not row.top_influences:
            yield printed.cannot("which influences are strongest there")
        elif unranked:
            yield printed.cannot(f"the rank of {', '.join(unranked)}")
        else:
            staying = sorted(rank for slug, rank in ranks.items() if slug not in row.dropped_influences)
            named = [ranks[slug] for slug in row.top_influences]
            changed = named != staying[: len(named)]
            if row.order_changed and not changed:
                yield printed.cannot("the order of those that are not named as strongest")
            else:
                yield printed.equals(_said(changed))


def _said(changed: bool) -> str:
    return "the order changes" if changed else "the order stays"


def largest(numbers: Numbers) -> Iterator[Audited]:
    """Hold the influences that are named as strongest in a study set against their counts there."""
    for row in numbers.of(Robustness):
        if not row.top_influences:
            continue
        printed = Printed(
            f"largest-{row.slug}",
            f"robustness/{row.slug}",
            "; ".join(row.top_influences),
            "influences of the study set by the number of publications, those with most first",
            row.locator,
        )
        counts = numbers.counted(numbers.part(row.study_set))
        counted = {
            slug: number for slug, count in counts.items() if (number := numbers.number(count)) is not None
        }
        if any(slug not in counted for slug in row.top_influences):
            yield printed.cannot("one count of each influence in this study set")
            continue
        if len({counts[slug].direction for slug in counted}) > 1:
            yield printed.cannot("counts of the influences that are all of one direction")
            continue
        everyone = {influence.slug for influence in numbers.of(Influence)} - {*row.dropped_influences}
        unknown = everyone - counted.keys()
        named = [counted.pop(slug) for slug in row.top_influences]
        holds = named == sorted(named, reverse=True) and named[-1] >= max(counted.values(), default=0)
        ordered = sorted(
            [*zip(row.top_influences, named, strict=True), *counted.items()], key=lambda each: -each[1]
        )
        if holds and unknown:
            yield printed.cannot(f"the counts of {', '.join(sorted(unknown))} in this study set")
        else:
            yield printed.held("; ".join(f"{slug} ({number})" for slug, number in ordered), holds)


def thresholds(numbers: Numbers) -> Iterator[Audited]:
    """Hold the share from which an influence enters the measure against the shares of all influences."""
    items = {item.influence for item in numbers.of(Item)}
    for fact in numbers.of(Fact):
        if fact.property != "measureThreshold":
            continue
        least = Decimal(fact.value)
        printed = Printed(
            f"threshold-{fact.slug}",
            f"fact/{fact.slug}",
            f"at least {fact.value} {fact.unit or ''}".rstrip(),
            "shares of publications of the influences that are items of the measure, and of the others",
            fact.locator,
        )
        shares = _shares(numbers)
        unknown = [row.slug for row in numbers.of(Influence) if row.slug not in shares]
        wrong = [
            f"{slug}, {'an' if slug in items else 'no'} item, has {share:.1f}"
            for slug, share in shares.items()
            if (share >= least) != (slug in items)
        ]
        if not items or not shares:
            yield printed.cannot("the items of the measure" if not items else "counts of its influences")
        elif fact.unit != "percent":
            yield printed.cannot("its unit as percent")
        elif wrong or not unknown:
            yield printed.held("; ".join(wrong) or _apart(shares, items), holds=not wrong)
        else:
            yield printed.cannot(f"the share of {', '.join(unknown)}")


def _shares(numbers: Numbers) -> dict[str, Decimal]:
    found = {slug: _share(numbers, count) for slug, count in numbers.counted("").items()}
    return {slug: share for slug, share in found.items() if share is not None}


def _share(numbers: Numbers, count: Count) -> Decimal | None:
    number = numbers.number(count)
    if number is None or count.total is None:
        return count.percentage
    return Decimal(100 * number) / count.total


def _apart(shares: dict[str, Decimal], items: set[str]) -> str:
    inside = min((share for slug, share in shares.items() if slug in items), default=Decimal())
    outside = max((share for slug, share in shares.items() if slug not in items), default=None)
    return f"items have {inside:.1f} or more" + ("" if outside is None else f", others up to {outside:.1f}")
