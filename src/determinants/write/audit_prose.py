"""What an audit found, as text for people: what `audit` prints on a terminal."""

import textwrap
from collections import Counter
from collections.abc import Iterator

from determinants.ground.words import many
from determinants.store.auditing import Audit, AuditedReview
from determinants.tables.auditing import RULES
from determinants.tables.auditing.rule import AGREES, CANNOT, DIFFERS, Audited

FAIR = (
    "A difference is a difference: the slip may be in the review, in how it was read here, or in a rule "
    "that does not fit. Both values stay, and nothing is mended."
)
LISTED = 4  # so many numbers that lack the same are named


def audit(answer: Audit, width: int) -> str:
    """Give what was found of each review: first what differs, last what agrees."""
    parts = ["\n".join(_review(review, width)) for review in answer.reviews]
    return "\n\n".join(parts or ["There is no review here."]) + "\n"


def _review(review: AuditedReview, width: int) -> Iterator[str]:
    results = review.results
    yield f"{review.label} ({review.key})"
    yield from textwrap.wrap(
        f"{_numbers(results.total())} held against the data: {results[AGREES]} agree, {results[DIFFERS]} "
        f"{'differs' if results[DIFFERS] == 1 else 'differ'}, {results[CANNOT]} cannot be recomputed. "
        f"{FAIR if results[DIFFERS] else ''}",
        width,
    )
    for result, told in ((DIFFERS, _differing), (CANNOT, _lacking), (AGREES, _agreeing)):
        items = [item for item in review.items if item.result == result]
        if items:
            yield ""
            yield result[0].upper() + result[1:]
            yield from told(items, width)


def _numbers(count: int) -> str:
    return many(count, "printed number")


def _differing(items: list[Audited], width: int) -> Iterator[str]:
    for item in items:
        yield f"  {item.about} ({item.locator})" if item.locator else f"  {item.about}"
        note = f" ({item.note})" if item.note else ""
        text = f"printed {item.printed}, derived {item.derived}: {item.rule}{note}"
        yield from textwrap.wrap(text, width, initial_indent="    ", subsequent_indent="    ")


def _lacking(items: list[Audited], width: int) -> Iterator[str]:
    """Tell what is missing, once for all numbers of a kind that lack the same."""
    groups: dict[tuple[str, str], list[Audited]] = {}
    for item in items:
        groups.setdefault((item.check, item.missing), []).append(item)
    for (check, missing), group in groups.items():
        named = ", ".join(item.about for item in group[:LISTED])
        more = f" and {len(group) - LISTED} more" if len(group) > LISTED else ""
        yield from _line(len(group), f"{check}; missing: {missing} ({named}{more})", width)


def _agreeing(items: list[Audited], width: int) -> Iterator[str]:
    for check, count in Counter(item.check for item in items).items():
        yield from _line(count, f"{check}: {RULES[check].words}", width)


def _line(count: int, text: str, width: int) -> list[str]:
    head = f"  {count:>4}  "
    return textwrap.wrap(
        text, width, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False
    )
