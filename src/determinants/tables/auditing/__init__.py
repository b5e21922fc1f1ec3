"""Auditing: every printed number of a review that the data can give, recomputed by declared rules.

A new rule is one function and its record in `RULES`. The rules are pure functions over rows; what differs
becomes a discrepancy in the graph, and nothing is mended.
"""

from collections.abc import Iterator
from dataclasses import replace

from determinants.tables.auditing import claims, counts, flow, members, ratings
from determinants.tables.auditing.rule import DIFFERS, Audited, Numbers, Rule
from determinants.tables.derivation import Discrepancy

_ALL = (
    Rule("percentage", "a percentage, against its count and total", counts.percentages),
    Rule("total", "the total of a count, against the size of its study set", counts.totals),
    Rule("size", "a count of a study set, against the size printed with it", counts.sizes),
    Rule("whole", "the size of the whole, against the number of publications included", counts.wholes),
    Rule(
        "composition",
        "the size of a study set, against the sum of its counts by country, design, quality or modality",
        counts.compositions,
    ),
    Rule(
        "part", "a count in a study set or of one direction, and a study set, against its whole", counts.parts
    ),
    Rule("members", "the size of a study set, against its publications by name", members.members),
    Rule("graded", "a count by quality, against the grades of publications by name", members.grades),
    Rule("coded", "a count of an influence or construct, against the studies coded to it", members.coded),
    Rule(
        "both-ways",
        "a study that is coded both ways on one code, in a review that also codes mixed",
        members.both_ways,
    ),
    Rule("flow", "a box of PRISMA 2020, against the box before it and what was removed", flow.flow),
    Rule("rank", "the rank of an influence, against the counts of all (“largest”)", claims.ranks),
    Rule("order", "whether the order of influences changes in a study set, against ranks", claims.orders),
    Rule("largest", "the influences that lead in a study set, against their counts there", claims.largest),
    Rule(
        "threshold",
        "the share from which an influence enters the measure (“at least”), against the shares of all",
        claims.thresholds,
    ),
    Rule("ends", "the ends and the midpoint of a measure, against its items and scores", ratings.ends),
    Rule("sum", "a total of ratings, against the ratings", ratings.sums),
    Rule("mean", "a mean of ratings, also of a group of sites, against the ratings", ratings.means),
    Rule("extreme", "a lowest or highest value, against the ratings", ratings.extremes),
    Rule(
        "range",
        "how far ratings lie apart (“at least”, “less than”), against the ratings",
        ratings.ranges,
    ),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _ALL}


def audited(numbers: Numbers) -> Iterator[Audited]:
    """Yield every printed number of a review with what the rules make of it, rule by rule."""
    for rule in RULES.values():
        for found in rule.find(numbers):
            yield replace(found, check=rule.name)


def discrepancies(numbers: Numbers) -> Iterator[Discrepancy]:
    """Yield every printed number that its own data do not give."""
    return (found.discrepancy for found in audited(numbers) if found.result == DIFFERS)
