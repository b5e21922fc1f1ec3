"""Coding schemes, countries, topics and agents as SKOS and PROV."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from determinants.graph.terms import Objects, Place, english, plain, truth
from determinants.ground.vocab import DCTERMS, DET, LICENCE, PROV, SKOS, thing
from determinants.tables.model import Agent, Code, Country, Scope

# table → path of its values, class of its values, label of the scheme
SCHEMES: dict[str, tuple[str, NamedNode, str]] = {
    "countries": ("country", DET.Country, "Countries"),
    "designs": ("design", DET.Design, "Study designs"),
    "grades": ("quality", DET.Quality, "Grades of study quality"),
    "modalities": ("modality", DET.Modality, "Modes of delivery"),
    "income-levels": ("income-level", DET.IncomeLevel, "Income levels of sites"),
    "outcomes": ("outcome", DET.Outcome, "Outcomes that findings are about"),
    "topics": ("topic", DET.Topic, "Topics of findings beyond the influences of a review"),
    "scopes": ("scope", DET.StudyScope, "What publications are studies of"),
}


def scheme(table: str, at: Place) -> Iterator[Quad]:
    """Yield the concept scheme that a table of codes makes up."""
    path, _, label = SCHEMES[table]
    yield from at.write(
        thing(path),
        SKOS.ConceptScheme,
        {SKOS.prefLabel: english(label), DCTERMS.title: english(label), DCTERMS.license: LICENCE},
    )


def code(row: Code, table: str, at: Place) -> Iterator[Quad]:
    """Yield one value of a coding scheme."""
    path, kind, _ = SCHEMES[table]
    yield from at.write(
        thing(path, row.slug),
        (kind, SKOS.Concept),
        {
            SKOS.prefLabel: english(row.label),
            SKOS.definition: english(row.definition),
            SKOS.inScheme: thing(path),
            SKOS.topConceptOf: thing(path),
            **(_parts(row) if isinstance(row, Scope) else {}),
        },
    )
    yield Quad(thing(path), SKOS.hasTopConcept, thing(path, row.slug), at.graph)


def _parts(row: Scope) -> dict[NamedNode, Objects]:
    """Give what a scope is the conjunction of, and whether it admits what is not stated."""
    return {
        DET.scopePart: [thing("scope", part) for part in row.parts],
        DET.admitsUnstated: truth(row.admits_unstated) if row.parts or row.admits_unstated else None,
    }


def country(row: Country, at: Place) -> Iterator[Quad]:
    """Yield a country, or a combination of countries with its members."""
    yield from at.write(
        thing("country", row.slug),
        (DET.Country, SKOS.Concept),
        {
            SKOS.prefLabel: english(row.label),
            SKOS.notation: plain(row.notation),
            DET.alpha3: plain(row.alpha3),
            SKOS.inScheme: thing("country"),
            SKOS.topConceptOf: thing("country"),
            DET.memberCountry: [thing("country", member) for member in row.members],
        },
    )
    yield Quad(thing("country"), SKOS.hasTopConcept, thing("country", row.slug), at.graph)


def agent(row: Agent, at: Place) -> Iterator[Quad]:
    """Yield someone, or a piece of work, that statements are attributed to."""
    kinds = {
        "organisation": (PROV.Agent, PROV.Organization),
        "person": (PROV.Agent, PROV.Person),
        "coding": (PROV.Agent, DET.Coding),
    }
    yield from at.write(thing("agent", row.slug), kinds[row.kind], {SKOS.prefLabel: english(row.label)})
