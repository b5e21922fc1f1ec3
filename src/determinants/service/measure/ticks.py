"""The checklist beside the scores: which factors are said to be so, and whether the two tell the same.

A score counts as low, or not: it says whether barriers outnumber facilitators. So do ticks, if those factors
are counted that the review prints. Finer steps of a scale, such as "many" and "few", say no numbers, so
ticks are never held against one low score and not another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from determinants.ground.values import FACILITATES, HINDERS
from determinants.service.measure.instrument import Factor, Instrument
from determinants.service.measure.scoring import ItemScore, Occasion
from determinants.service.words import say

Tick = Literal["yes", "no", "raters differ", "not ticked"]
Verdict = Literal["agree", "do not agree", "cannot be compared"]


@dataclass(frozen=True)
class TickComparison:
    """How the ticks on an item compare with its score.

    `facilitators` and `barriers` are how many are so here, on how many there is a tick and no disagreement,
    and how many the review prints.
    """

    facilitators: tuple[int, int, int]
    barriers: tuple[int, int, int]
    verdict: Verdict
    why: str

    @property
    def unknown(self) -> int:
        """On how many factors there is no tick, or no agreement."""
        return sum(known[2] - known[1] for known in (self.facilitators, self.barriers))


def ticked(occasion: Occasion, factor: Factor) -> Tick:
    """Give what the raters of a day say of a factor."""
    given = {sheet.ticks[factor.iri] for sheet in occasion.sheets if factor.iri in sheet.ticks}
    if len(given) == 1:
        return "yes" if given == {True} else "no"
    return "raters differ" if given else "not ticked"


def compared(instrument: Instrument, occasion: Occasion, scored: ItemScore) -> TickComparison | None:
    """Give how ticks and score of an item compare; nothing where none of its factors was ticked."""
    helping, hindering = (
        _count(
            {
                factor.iri: ticked(occasion, factor)
                for factor in instrument.factors_on(scored.item.influence, direction.iri)
                if factor.reviewed
            }
        )
        for direction in (FACILITATES, HINDERS)
    )
    if not helping[1] + hindering[1]:
        return None
    return TickComparison(helping, hindering, *_verdict(scored, helping, hindering))


def _count(ticks: Mapping[str, Tick]) -> tuple[int, int, int]:
    so = sum(tick == "yes" for tick in ticks.values())
    return so, so + sum(tick == "no" for tick in ticks.values()), len(ticks)


def _verdict(
    scored: ItemScore, helping: tuple[int, int, int], hindering: tuple[int, int, int]
) -> tuple[Verdict, str]:
    if scored.mean is None:
        return "cannot be compared", say("report.ticks.why.unscored")
    helped, hindered = helping[0] + helping[2] - helping[1], hindering[0] + hindering[2] - hindering[1]
    if helping[0] == helped == hindering[0] == hindered:
        return "cannot be compared", say("report.ticks.why.even")
    if helping[0] <= hindered and hindering[0] <= helped:
        left = helped - helping[0] + hindered - hindering[0]
        return "cannot be compared", say("report.ticks.why.open", count=left)
    more = "facilitators" if helping[0] > hindered else "barriers"
    if scored.low == (more == "barriers"):
        return "agree", say(f"report.ticks.why.alike.{more}")
    return "do not agree", say(f"report.ticks.why.apart.{more}")
