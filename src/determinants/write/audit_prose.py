"""What is told of an audit, and how it stands on a terminal."""

from collections import Counter
from collections.abc import Iterator

from determinants.ground.vocab import thing
from determinants.ground.words import many
from determinants.store.auditing import Audit, AuditedReview
from determinants.store.solutions import Value
from determinants.tables.auditing import RULES
from determinants.tables.auditing.rule import AGREES, CANNOT, DIFFERS, RESULTS, Audited
from determinants.write.telling import Block, Hanging, Note, Told

FAIR = (
    "A difference is a difference: the slip may be in the review, in how it was read here, or in a rule "
    "that does not fit. Both values stay, and nothing is mended."
)
LISTED = 4  # so many numbers that lack the same are named


def audit(answer: Audit) -> Told:
    """Tell what was found of each review: first what differs, last what agrees."""
    blocks: list[Block] = []
    for review in answer.reviews:
        blocks += [""] if blocks else []
        blocks += _review(review)
    return Told(
        answer.main,
        tuple(blocks) or (Note("There is no review here."),),
        tables={
            "reviews": [
                {
                    "review": thing(review.key).value,
                    "review_label": review.label,
                    "key": review.key,
                    "numbers": review.results.total(),
                    **{result.replace(" ", "_"): review.results[result] for result in RESULTS},
                }
                for review in answer.reviews
            ],
            "rules": [row for review in answer.reviews for row in _rules(review)],
        },
    )


def _rules(review: AuditedReview) -> Iterator[dict[str, Value]]:
    """Yield how many numbers of a review came to what, rule by rule, and for want of what."""
    found = Counter((item.result, item.check, item.missing) for item in review.items)
    for (result, check, missing), number in found.items():
        yield {
            "review": thing(review.key).value,
            "review_label": review.label,
            "result": result,
            "check": check,
            "numbers": number,
            "missing": missing or None,
            "recomputes": RULES[check].words,
        }


def _review(review: AuditedReview) -> Iterator[Block]:
    results = review.results
    yield f"{review.label} ({review.key})"
    yield Note(
        f"{many(results.total(), 'printed number')} held against the data: {results[AGREES]} agree, "
        f"{results[DIFFERS]} {'differs' if results[DIFFERS] == 1 else 'differ'}, {results[CANNOT]} cannot be "
        f"recomputed. {FAIR if results[DIFFERS] else ''}".rstrip()
    )
    for result, told in ((DIFFERS, _differing), (CANNOT, _lacking), (AGREES, _agreeing)):
        items = [item for item in review.items if item.result == result]
        if items:
            yield ""
            yield result[0].upper() + result[1:]
            yield from told(items)


def _differing(items: list[Audited]) -> Iterator[Block]:
    for item in items:
        yield f"  {item.about} ({item.locator})" if item.locator else f"  {item.about}"
        note = f" ({item.note})" if item.note else ""
        yield Hanging("    ", f"printed {item.printed}, derived {item.derived}: {item.rule}{note}")


def _lacking(items: list[Audited]) -> Iterator[Block]:
    """Tell what is missing, once for all numbers of a kind that lack the same."""
    groups: dict[tuple[str, str], list[Audited]] = {}
    for item in items:
        groups.setdefault((item.check, item.missing), []).append(item)
    for (check, missing), group in groups.items():
        named = ", ".join(item.about for item in group[:LISTED])
        more = f" and {len(group) - LISTED} more" if len(group) > LISTED else ""
        yield Hanging(_head(len(group)), f"{check}; missing: {missing} ({named}{more})")


def _agreeing(items: list[Audited]) -> Iterator[Block]:
    for check, number in Counter(item.check for item in items).items():
        yield Hanging(_head(number), f"{check}: {RULES[check].words}")


def _head(number: int) -> str:
    return f"  {number:>4}  "
