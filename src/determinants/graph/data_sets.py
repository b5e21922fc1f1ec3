"""Which data set (RDF Data Cube) a printed number of a review is an observation of, and what the set is.

Every observation of a data set has a value for each of its dimensions, and no two have the same. So counts
that tell directions apart, and those that are out of no study set of their own, have sets for themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from determinants.graph.terms import Place, english
from determinants.ground.vocab import DET, QB, SKOS, thing
from determinants.tables.model import Count

# what is counted by → the label of the data set, its structure, the dimension
COUNTS = {
    "influence": ("Publications by influence", DET.countsByInfluence, DET.componentInfluence),
    "construct": ("Publications by construct", DET.countsByConstruct, DET.componentConstruct),
    "country": ("Publications by country", DET.countsByCountry, DET.componentCountry),
    "design": ("Publications by study design", DET.countsByDesign, DET.componentDesign),
    "quality": ("Publications by quality", DET.countsByQuality, DET.componentQuality),
    "modality": ("Publications by modality", DET.countsByModality, DET.componentModality),
    "": ("Publications by study set", DET.countsOverall, DET.componentCountedSet),
}
NUMBERS = (DET.componentCount, DET.componentTotal, DET.componentPercentage, DET.componentBasis)


@dataclass(frozen=True)
class DataSet:
    """Counts by one dimension; by direction too or not, out of study sets or not. Or else the ratings."""

    by: str = ""
    directed: bool = False
    in_sets: bool = True
    ratings: bool = False

    @property
    def slug(self) -> str:
        """Its place below the review.

        >>> DataSet("influence").slug, DataSet("construct", directed=True, in_sets=False).slug
        ('counts-by-influence', 'counts-by-construct-and-direction-of-all')
        """
        if self.ratings:
            return "ratings"
        name = f"counts-by-{self.by}" if self.by else "counts-overall"
        return name + "-and-direction" * self.directed + "-of-all" * (not self.in_sets)


RATINGS = DataSet(ratings=True)


def counted_by(row: Count) -> str:
    """Give the dimension that a count is about one value of; empty where it is of a whole study set.

    >>> counted_by(Count(slug="a", country="us", count=1, count_locator="Results"))
    'country'
    """
    names = {"influence": row.influence, "construct": row.element, "country": row.country}
    names |= {"design": row.design, "quality": row.quality, "modality": row.modality}
    return next((name for name, value in names.items() if value), "")


def of_count(row: Count, whole: str) -> DataSet:
    """Give the data set of a count; `whole` is the study set of all, where the review has one.

    >>> of_count(Count(slug="a", study_set="graded", count=1, count_locator="Results"), whole="all").slug
    'counts-overall'
    """
    by = counted_by(row)
    return DataSet(by, row.direction is not None, bool(row.study_set if by else whole))


def data_set(it: DataSet, review: str, at: Place) -> Iterator[Quad]:
    """Yield what a data set is, of the review with this label, and its structure where that is its own."""
    name, structure = at.thing("dataset", it.slug), DET.ratingsStructure
    label = "Ratings of items at sites"
    if not it.ratings:
        label, structure, dimension = COUNTS[it.by]
        if it.directed or not it.in_sets:
            structure = at.thing("structure", it.slug)
            label += " and direction" * it.directed + ", of all that are included" * (not it.in_sets)
            yield from _structure(structure, f"{label} ({review})", dimension, it, at)
    yield from at.write(
        name,
        QB.DataSet,
        {
            SKOS.prefLabel: english(f"{label} ({review})"),
            QB.structure: structure,
            DET.review: thing(at.scope),
        },
    )


def _structure(name: NamedNode, label: str, dimension: NamedNode, it: DataSet, at: Place) -> Iterator[Quad]:
    components = [
        dimension,
        *([DET.componentDirection] if it.directed else []),
        *([DET.componentStudySet] if it.in_sets else []),
        *NUMBERS,
    ]
    yield from at.write(
        name,
        QB.DataStructureDefinition,
        {SKOS.prefLabel: english(f"structure: {label}"), QB.component: components},
    )
