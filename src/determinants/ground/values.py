"""The named values of the ontology that code decides by: one place where each has slug, IRI and label.

Tables and options have the slug, rows of answers the IRI, people read the label. A test holds the labels
to `ontology/determinants.ttl` and the slugs to the model of the tables.

>>> OWN.slug, OWN.iri, OWN.label
('own', 'https://w3id.org/determinants/ontology#ownFinding', 'own finding')
>>> DIRECTNESS["secondary"] is SECONDARY, DIRECTNESS[SECONDARY.iri] is SECONDARY
(True, True)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from determinants.ground.vocab import DET


@dataclass(frozen=True)
class Named:
    """A named value."""

    slug: str
    name: str  # the local part of its IRI
    label: str

    @cached_property
    def term(self) -> NamedNode:
        """The value as a term."""
        return DET[self.name]

    @cached_property
    def iri(self) -> str:
        """The value's IRI."""
        return self.term.value


class Values:
    """The values of one kind, in the order in which people read them; found by slug or IRI."""

    def __init__(self, *values: Named) -> None:
        """Hold these values."""
        self._values = values
        self._found = {key: value for value in values for key in (value.slug, value.iri)}

    def __iter__(self) -> Iterator[Named]:
        return iter(self._values)

    def __getitem__(self, key: str) -> Named:
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        return key in self._found

    @property
    def slugs(self) -> tuple[str, ...]:
        """What tables and options call them."""
        return tuple(value.slug for value in self._values)


def _alike(slug: str) -> Named:
    return Named(slug, slug, slug)


FACILITATES, HINDERS, MIXED, UNCLEAR = map(_alike, ("facilitates", "hinders", "mixed", "unclear"))
NOT_FOUND = Named("not-found", "notFound", "looked for and not found")
DIRECTION = Values(FACILITATES, HINDERS, MIXED, UNCLEAR, NOT_FOUND)
# Which ways something is reported; what was looked for and not found is not.
REPORTED = Values(FACILITATES, HINDERS, MIXED, UNCLEAR)

OWN = Named("own", "ownFinding", "own finding")
CODING = Named("coding", "reviewCoding", "coded by a review")
SECONDARY = Named("secondary", "secondaryReport", "secondary report")
BACKGROUND = Named("background", "backgroundStatement", "background statement")
SYNTHESIS = Named("synthesis", "synthesisFinding", "synthesis of a review")
DIRECTNESS = Values(OWN, CODING, SECONDARY, SYNTHESIS, BACKGROUND)
# What a publication itself reports, told by itself or by a review that includes it: it counts as a study's.
COUNTS = (OWN, CODING)
COUNTED = Named("counted", "counted", "own finding, or coded by a review")

HIGH, MEDIUM, LOW = (Named(slug, slug, f"{slug} confidence") for slug in ("high", "medium", "low"))
CONFIDENCE = Values(HIGH, MEDIUM, LOW)

PRINTED, DERIVED = map(_alike, ("printed", "derived"))
BASIS = Values(PRINTED, DERIVED)
