"""What a review states: of itself, its methods and its measure, and of its influences."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from determinants.graph.terms import Place, english, number, plain, term
from determinants.ground.vocab import CITO, DET, PROV, SKOS, XSD, thing
from determinants.tables.model import Fact, Statement
from determinants.tables.model.statements import PRISMA

FACT_TYPES: dict[str, NamedNode] = {
    **dict.fromkeys(PRISMA, XSD.integer),
    "publicationsIdentified": XSD.integer,
    "publicationsIncluded": XSD.integer,
    "fullTextScreeners": XSD.integer,
    "screeningSample": XSD.decimal,
    "screeningConcordance": XSD.decimal,
    "doubleExtracted": XSD.decimal,
    "measureThreshold": XSD.decimal,
    "measureLowest": XSD.decimal,
    "measureHighest": XSD.decimal,
    "measureMidpoint": XSD.decimal,
    "searchedUntil": XSD.gYearMonth,
}


def fact(row: Fact, at: Place) -> Iterator[Quad]:
    """Yield a statement on how the review was done: directly, and as a thing with its locator."""
    kind = FACT_TYPES.get(row.property)
    value = Literal(row.value, datatype=kind) if kind else Literal(row.value)
    yield Quad(thing(at.scope), DET[row.property], value, at.graph)
    yield from at.write(
        at.thing("fact", row.slug),
        DET.ReviewFact,
        {
            DET.review: thing(at.scope),
            DET.aspect: DET[row.property],
            DET.value: value,
            DET.ordinal: number(row.ordinal),
            DET.unit: plain(row.unit),
            DET.wording: english(row.statement),
            DET.basis: term("printed"),
            DET.restsOn: [at.thing("statistic", slug) for slug in row.statistics],
            CITO.citesForInformation: [thing("publication", key) for key in row.cites],
            DET.locator: plain(row.locator),
        },
    )


def statement(row: Statement, at: Place) -> Iterator[Quad]:
    """Yield what the review says of its influences, or of determinants at large."""
    yield from at.write(
        at.thing("statement", row.slug),
        (DET.ReviewStatement, PROV.Entity),
        {
            SKOS.prefLabel: english(row.label),
            DET.review: thing(at.scope),
            DET.statementKind: plain(row.kind),
            DET.about: [at.thing("influence", slug) for slug in row.influences],
            DET.namedPart: [at.thing("influence", slug) for slug in row.parts],
            CITO.citesForInformation: [thing("publication", key) for key in row.cites],
            DET.wording: english(row.statement),
            DET.locator: plain(row.locator),
        },
    )
