"""The layout of PRISMA 2020: which boxes a flow diagram has, where they stand, and what leads where.

After Page et al. 2021, The PRISMA 2020 statement, https://doi.org/10.1136/bmj.n71: the template for new
reviews. A review counts what all its sources gave together, for which that has no box: it is the first here.
"""

from dataclasses import dataclass

from determinants.ground.vocab import DET

DATABASES, OTHER, BOTH = "databases and registers", "other methods", "both"
FIRST, THEN, LAST = "Identification", "Screening", "Included"


@dataclass(frozen=True)
class Box:
    """A box: the phase and route that it belongs to, its level from the top, its first and last column."""

    name: str
    phase: str
    route: str
    level: int
    first: int
    last: int


BOXES = (
    Box("found", FIRST, BOTH, 0, 0, 3),
    Box("from-databases", FIRST, DATABASES, 1, 0, 0),
    Box("removed", FIRST, DATABASES, 1, 1, 1),
    Box("from-others", FIRST, OTHER, 1, 2, 3),
    Box("screened", THEN, DATABASES, 2, 0, 0),
    Box("excluded", THEN, DATABASES, 2, 1, 1),
    Box("sought", THEN, DATABASES, 3, 0, 0),
    Box("not-retrieved", THEN, DATABASES, 3, 1, 1),
    Box("sought-others", THEN, OTHER, 3, 2, 2),
    Box("not-retrieved-others", THEN, OTHER, 3, 3, 3),
    Box("assessed", THEN, DATABASES, 4, 0, 0),
    Box("ineligible", THEN, DATABASES, 4, 1, 1),
    Box("assessed-others", THEN, OTHER, 4, 2, 2),
    Box("ineligible-others", THEN, OTHER, 4, 3, 3),
    Box("included", LAST, BOTH, 5, 0, 2),
)

LABELS = {
    "found": "Publications identified, from all sources together",
    "from-databases": "Records identified from databases and registers",
    "removed": "Records removed before screening (duplicates and others)",
    "from-others": "Records identified by other methods",
    "screened": "Records screened",
    "excluded": "Records excluded",
    "sought": "Reports sought for retrieval",
    "not-retrieved": "Reports not retrieved",
    "sought-others": "Reports sought for retrieval",
    "not-retrieved-others": "Reports not retrieved",
    "assessed": "Reports assessed for eligibility",
    "ineligible": "Reports excluded",
    "assessed-others": "Reports assessed for eligibility",
    "ineligible-others": "Reports excluded",
    "included": "Publications included in the review",
}

ARROWS = (
    ("found", "from-databases"),
    ("found", "from-others"),
    ("from-databases", "removed"),
    ("from-databases", "screened"),
    ("screened", "excluded"),
    ("screened", "sought"),
    ("sought", "not-retrieved"),
    ("sought", "assessed"),
    ("assessed", "ineligible"),
    ("assessed", "included"),
    ("from-others", "sought-others"),
    ("sought-others", "not-retrieved-others"),
    ("sought-others", "assessed-others"),
    ("assessed-others", "ineligible-others"),
    ("assessed-others", "included"),
)

# The facts that give the number of a box: the first of them that a review states. A box that would be a sum
# of two has none.
FACTS = {
    "found": (DET.publicationsIdentified,),
    "from-databases": (DET.recordsFromDatabases,),
    "from-others": (DET.recordsFromOthers,),
    "screened": (DET.recordsScreened,),
    "excluded": (DET.recordsExcluded,),
    "sought": (DET.reportsSought,),
    "not-retrieved": (DET.reportsNotRetrieved,),
    "sought-others": (DET.othersSought,),
    "not-retrieved-others": (DET.othersNotRetrieved,),
    "assessed": (DET.reportsAssessed,),
    "ineligible": (DET.reportsExcluded,),
    "assessed-others": (DET.othersAssessed,),
    "ineligible-others": (DET.othersExcluded,),
    "included": (DET.publicationsIncluded, DET.studiesIncluded),
}
