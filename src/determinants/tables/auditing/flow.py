"""The rule for the flow of a review: each box of PRISMA 2020 follows from the box before it."""

import re
from collections.abc import Iterator

from determinants.tables.auditing.rule import AGREES, CANNOT, Audited, Numbers, Printed
from determinants.tables.model import Fact

Flow = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]

# Box → boxes that go into it, and boxes that are taken out before it. After Page et al. 2021, The PRISMA
# 2020 statement, https://doi.org/10.1136/bmj.n71: the template for new reviews.
FLOW: Flow = {
    "publicationsIdentified": (("recordsFromDatabases", "recordsFromRegisters", "recordsFromOthers"), ()),
    "recordsScreened": (
        ("recordsFromDatabases", "recordsFromRegisters"),
        ("duplicatesRemoved", "recordsRemoved"),
    ),
    "reportsSought": (("recordsScreened",), ("recordsExcluded",)),
    "reportsAssessed": (("reportsSought",), ("reportsNotRetrieved",)),
    "othersSought": (("recordsFromOthers",), ()),
    "othersAssessed": (("othersSought",), ("othersNotRetrieved",)),
    "publicationsIncluded": (("reportsAssessed", "othersAssessed"), ("reportsExcluded", "othersExcluded")),
}
OTHERS = ("othersSought", "othersNotRetrieved", "othersAssessed", "othersExcluded")
# Where other methods have no boxes of their own, what they gave may be screened with the rest, as in the
# template of 2009.
ONE_STREAM: Flow = {
    **FLOW,
    "recordsScreened": (FLOW["publicationsIdentified"][0], FLOW["recordsScreened"][1]),
    "publicationsIncluded": (("reportsAssessed",), ("reportsExcluded",)),
}


def flow(numbers: Numbers) -> Iterator[Audited]:
    """Hold each box against the boxes before it, less what was removed between.

    A box that is not printed counts as none. If it could explain what is then left over, it is missing.
    """
    route = any(_value(numbers, box) is not None for box in OTHERS)
    flows = [FLOW] if route or _value(numbers, "recordsFromOthers") is None else [FLOW, ONE_STREAM]
    for box in FLOW:
        for fact in numbers.of(Fact):
            if fact.property == box:
                found = [_box(numbers, fact, each) for each in flows if box in each]
                yield min(found, key=lambda each: (each.result != AGREES, each.result != CANNOT))
    for fact in numbers.of(Fact):
        if fact.property == "studiesIncluded":
            printed = _printed(fact, "no more studies than publications that report them")
            most, missing = numbers.fact("publicationsIncluded")
            if most is None:
                yield printed.cannot(_plain(missing))
            else:
                yield printed.held(f"at most {most.value}", int(fact.value) <= int(most.value))


def _printed(fact: Fact, rule: str) -> Printed:
    return Printed(f"flow-{fact.slug}", f"fact/{fact.slug}", int(fact.value), rule, fact.locator)


def _box(numbers: Numbers, fact: Fact, flow: Flow) -> Audited:
    into, out = _terms(numbers, fact.property, flow)
    printed = _printed(fact, _plain(" + ".join(into) + "".join(f" - {box}" for box in out)))
    there = [_value(numbers, box) for box in into]
    derived = sum(value or 0 for value in there) - sum(_value(numbers, box) or 0 for box in out)
    fewer = derived < int(fact.value)
    lacking = [box for box in (into if fewer else out) if _value(numbers, box) is None]
    nothing = all(value is None for value in there)
    if nothing or (derived != int(fact.value) and lacking):
        missing = into if nothing else lacking
        return printed.cannot(_plain("; ".join(numbers.fact(box)[1] for box in missing)))
    return printed.equals(derived)


def _value(numbers: Numbers, box: str) -> int | None:
    fact, _ = numbers.fact(box)
    return None if fact is None else int(fact.value)


def _terms(numbers: Numbers, box: str, flow: Flow) -> tuple[list[str], list[str]]:
    """Give what goes into a box and out of it; for a box that is not printed, what that is made of."""
    into: list[str] = []
    first, out = flow[box][0], list(flow[box][1])
    for before in first:
        if before in flow and _value(numbers, before) is None:
            deeper, removed = _terms(numbers, before, flow)
            if any(_value(numbers, each) is not None for each in deeper):
                into += deeper
                out = [*removed, *out]
                continue
        into.append(before)
    return into, out


def _plain(said: str) -> str:
    """Give names of boxes as words.

    >>> _plain("recordsScreened - recordsExcluded")
    'records screened - records excluded'
    """
    return re.sub(r"(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", said)
