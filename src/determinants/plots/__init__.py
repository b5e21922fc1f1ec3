"""The graph as plots: each with its words, the rows that it draws, and a chart that is drawn from them.

A plot is made of what stored questions answer. What asks them is an argument, so that any engine will do.

>>> import determinants
>>> from determinants import plots
>>> made = plots.PLOTS["influences"].make(determinants.open_graph().of("ibrahim2019").ask)
>>> len(made.rows)
14
>>> picture = plots.FIGURE_FORMATS["svg"].write(plots.Figure(made, plots.SIZES["page"]))
>>> picture[:4]
b'<svg'
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal

from determinants.ask import captions
from determinants.ask.narrowing import one_review
from determinants.ask.records import Ask, CfirFactors, InfluenceEvidence, MeasureItems, read
from determinants.ground.problems import UsageError
from determinants.ground.vocab import XSD
from determinants.plots.cfir import cfir
from determinants.plots.co_occurrence import co_occurrence
from determinants.plots.constructs import constructs
from determinants.plots.crosstabs import countries, designs
from determinants.plots.figure_formats import FIGURE_FORMATS, Figure
from determinants.plots.flow import flow
from determinants.plots.influences import directions, influences
from determinants.plots.matrices import construct_sites, construct_studies
from determinants.plots.overlap import overlap
from determinants.plots.plot import NO_OWN_SCORES, SIZES, OwnScore, Plot, Size
from determinants.plots.profile import profile
from determinants.plots.sites import sites
from determinants.plots.studies import influence_studies
from determinants.plots.years import years
from determinants.store.solutions import Rows, Term

__all__ = [
    "FIGURE_FORMATS",
    "NO_OWN_SCORES",
    "PLOTS",
    "SIZES",
    "Figure",
    "OwnScore",
    "Plot",
    "PlotKind",
    "Size",
]

POSITIONS = {"x", "y", "x2", "y2"}  # columns that say where something is drawn, and count nothing


@dataclass(frozen=True)
class PlotKind:
    """A kind of plot: its name, what it shows in a few words, and what makes it of a graph.

    `with_own` makes it with the scores of one's own services beside, where there is a place for them.
    `of_one` has the rows that must be of one review, so that nothing is pooled; it is None where reviews
    stand beside each other.
    """

    name: str
    what: str
    of_graph: Callable[[Ask], Plot]
    with_own: Callable[[Ask, Sequence[OwnScore]], Plot] | None = None
    of_one: type[InfluenceEvidence] | type[MeasureItems] | type[CfirFactors] | None = InfluenceEvidence
    across: bool = False  # whether it is between reviews, and cannot be of one
    of_findings: bool = False  # whether it counts findings, be it not by influence

    @property
    def counts_findings(self) -> bool:
        """Whether its numbers rest on findings, so that it says how these were coded."""
        return self.of_findings or self.of_one is InfluenceEvidence

    @property
    def takes_own(self) -> bool:
        """Whether there is a place for the scores of one's own services."""
        return self.with_own is not None

    def make(self, ask: Ask, own: Rows = NO_OWN_SCORES) -> Plot:
        """Make the plot; `own` are rows as `service.measure.own` gives them.

        Raises:
            UsageError: if there are scores of one's own, and the plot has no place for them; if it is of
                one review, and there are several; or if there is nothing to draw.
        """
        if self.of_one is not None:
            one_review(ask, self.of_one)
        if not len(own):
            return self._with_coding(ask, self._drawing(self.of_graph(ask)))
        if self.with_own is None:
            having = " or ".join(kind.name for kind in PLOTS.values() if kind.takes_own)
            raise UsageError(f"{self.name} shows no scores: your own have a place in {having}.")
        return self._drawing(self.with_own(ask, read(own, OwnScore)))

    def _drawing(self, made: Plot) -> Plot:
        """Give a plot that has something to draw; a picture without a number in it would say nothing."""
        counted = [at for at, column in enumerate(made.rows.columns) if column not in POSITIONS]
        if not any(_number(row[at]) for row in made.rows.rows for at in counted):
            raise UsageError(
                f"there is nothing to draw: {self.name} shows {self.what}, and there are none here."
                f"{made.instead}"
            )
        return made

    def _with_coding(self, ask: Ask, made: Plot) -> Plot:
        """Give a plot that counts findings, with how these were coded and from how much."""
        said = str(captions.coded(ask)) if self.counts_findings else ""
        return replace(made, caution=f"{made.caution} {said}") if said else made


def _number(cell: Term | None) -> bool:
    return isinstance(cell, Literal) and cell.datatype in {XSD.integer, XSD.decimal} and cell.value != "0"


# A new plot is one function and its record here.
PLOTS: dict[str, PlotKind] = {
    kind.name: kind
    for kind in (
        PlotKind("influences", "publications that report each influence, by direction", influences),
        PlotKind("directions", "what hinders against what facilitates", directions),
        PlotKind("cfir", "influences in the domains of the CFIR, with conditions and gaps", cfir),
        PlotKind(
            "constructs",
            "barriers and facilitators in the constructs of the CFIR, both editions",
            constructs,
            of_one=CfirFactors,
        ),
        PlotKind(
            "construct-studies",
            "constructs of the CFIR by study, which way, both editions",
            construct_studies,
            of_one=CfirFactors,
            of_findings=True,
        ),
        PlotKind(
            "construct-sites",
            "constructs of the CFIR by site of the measure, both editions",
            construct_sites,
            construct_sites,
            MeasureItems,
        ),
        PlotKind("influence-studies", "influences by study, which way", influence_studies),
        PlotKind("countries", "influences by country", countries),
        PlotKind("designs", "influences by study design", designs),
        PlotKind("sites", "scores on the measure of a review, site by item", sites, sites, MeasureItems),
        PlotKind("profile", "scores on the measure of a review, as profiles", profile, profile, MeasureItems),
        PlotKind("years", "publications over the years, by direction", years),
        PlotKind("flow", "the flow of the review, as PRISMA 2020 lays it out", flow, of_one=None),
        PlotKind("co-occurrence", "influences that the same publications report", co_occurrence),
        PlotKind(
            "overlap",
            "publications that reviews and sources have in common",
            overlap,
            of_one=None,
            across=True,
        ),
    )
}
