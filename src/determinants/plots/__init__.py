"""The graph as plots: each with its words, the rows that it draws, and a chart that is drawn from them.

A plot is made of what stored questions answer. What asks them is an argument, so that any engine will do.

>>> import determinants
>>> from determinants import plots
>>> made = plots.PLOTS["influences"].make(determinants.open_graph().ask, plots.NO_ANSWERS)
>>> len(made.rows)
14
>>> picture = plots.DRAWINGS["svg"](plots.Figure(made, plots.SIZES["page"]))
>>> picture[:4]
b'<svg'
"""

from collections.abc import Callable
from dataclasses import dataclass

from determinants.plots.co_occurrence import co_occurrence
from determinants.plots.crosstabs import cfir, countries, designs
from determinants.plots.figure_formats import DRAWINGS, Figure
from determinants.plots.flow import flow
from determinants.plots.influences import directions, influences
from determinants.plots.overlap import overlap
from determinants.plots.plot import OWN, SIZES, Ask, Plot, Size
from determinants.plots.profile import profile
from determinants.plots.sites import sites
from determinants.plots.years import years
from determinants.store.solutions import Rows

__all__ = ["DRAWINGS", "NO_ANSWERS", "OWN", "PLOTS", "SIZES", "Ask", "Figure", "Plot", "PlotKind", "Size"]

# What stands for the user's own services where there are none.
NO_ANSWERS = Rows(OWN, ())


@dataclass(frozen=True)
class PlotKind:
    """A kind of plot: what it shows, in a few words, and what makes it of answers and of the user's own."""

    shows: str
    make: Callable[[Ask, Rows], Plot]


# A new plot is one function and its line here.
PLOTS: dict[str, PlotKind] = {
    "influences": PlotKind("publications that report each influence, by direction", influences),
    "directions": PlotKind("what hinders against what facilitates", directions),
    "cfir": PlotKind("influences in the domains of the CFIR, with conditions and gaps", cfir),
    "countries": PlotKind("influences by country", countries),
    "designs": PlotKind("influences by study design", designs),
    "sites": PlotKind("scores of the Implementation Measure, site by item", sites),
    "profile": PlotKind("the same as profiles", profile),
    "years": PlotKind("publications over the years, by direction", years),
    "flow": PlotKind("the flow of the review, as PRISMA 2020 lays it out", flow),
    "co-occurrence": PlotKind("influences that the same publications report", co_occurrence),
    "overlap": PlotKind("publications that reviews and sources have in common", overlap),
}
