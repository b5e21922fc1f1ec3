"""Frameworks as SKOS, crosswalks as SSSOM, endorsements of strategies as things of their own."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from determinants.graph.terms import Place, decimal, english, number, plain, qualified, year
from determinants.ground.vocab import DCTERMS, DET, LICENCE, OWL, PROV, RDFS, SEMAPV, SKOS, SSSOM, XSD, thing
from determinants.tables.model import Element, Endorsement, Framework, LevelCount, Mapping, MappingSet
from determinants.tables.model.frameworks import NOTHING

LEVELS = {
    "domain": (DET.Domain,),
    "subdomain": (DET.Subdomain,),
    "construct": (DET.Construct,),
    "subconstruct": (DET.Construct, DET.Subconstruct),
    "addition": (DET.Addition,),
    "cluster": (DET.StrategyCluster,),
    "strategy": (DET.Strategy,),
}


def framework(row: Framework, at: Place) -> Iterator[Quad]:
    """Yield a framework as a concept scheme with its source."""
    yield from at.write(
        thing(row.key),
        (DET.Framework, SKOS.ConceptScheme),
        {
            SKOS.prefLabel: english(row.label),
            DCTERMS.title: english(row.title),
            DCTERMS.license: LICENCE,
            DCTERMS.issued: year(row.year),
            DCTERMS.source: thing("publication", row.publication),
        },
    )


def element(row: Element, at: Place) -> Iterator[Quad]:
    """Yield a domain, construct or strategy, with the one above it."""
    scheme = thing(at.scope)
    top = row.broader is None
    yield from at.write(
        at.thing(row.slug),
        (*LEVELS[row.level], SKOS.Concept),
        {
            SKOS.prefLabel: english(row.label),
            SKOS.altLabel: [literal for name in row.alternative_labels if (literal := english(name))],
            SKOS.definition: english(row.definition),
            SKOS.notation: plain(row.notation),
            SKOS.editorialNote: english(row.note),
            SKOS.inScheme: scheme,
            SKOS.topConceptOf: scheme if top else None,
            SKOS.broader: at.thing(row.broader) if row.broader else None,
        },
    )
    if top:
        yield Quad(scheme, SKOS.hasTopConcept, at.thing(row.slug), at.graph)


def crosswalk(row: MappingSet, at: Place) -> Iterator[Quad]:
    """Yield the mapping set itself."""
    yield from at.write(
        thing(at.scope),
        SSSOM.MappingSet,
        {
            DCTERMS.title: english(row.mapping_set_title),
            DCTERMS.description: english(row.mapping_set_description),
            DCTERMS.license: NamedNode(row.license),
            DCTERMS.creator: thing("agent", "project"),
            OWL.versionInfo: plain(row.mapping_set_version),
        },
    )


def mapping(row: Mapping, at: Place) -> Iterator[Quad]:
    """Yield a row of a crosswalk, and the direct SKOS link unless the row says that there is none."""
    record = thing(at.scope, row.record_id.removeprefix("crosswalk:"))
    subject, target = _element(row.subject_id), _element(row.object_id)
    predicate = SKOS[row.predicate_id.removeprefix("skos:")]
    yield from at.write(
        record,
        OWL.Axiom,
        {
            OWL.annotatedSource: subject,
            OWL.annotatedProperty: predicate,
            OWL.annotatedTarget: target,
            SSSOM.mapping_justification: SEMAPV.ManualMappingCuration,
            DET.crosswalkBasis: plain(row.ext_basis),
            SSSOM.confidence: decimal(row.confidence),
            SSSOM.author_label: plain(row.author_label),
            DCTERMS.created: Literal(row.mapping_date, datatype=XSD.date) if row.mapping_date else None,
            SSSOM.subject_source_version: plain(row.subject_source_version),
            SSSOM.object_source_version: plain(row.object_source_version),
            RDFS.seeAlso: NamedNode(row.see_also) if row.see_also else None,
            RDFS.comment: english(row.comment),
        },
    )
    yield Quad(thing(at.scope), SSSOM.mappings, record, at.graph)
    if SSSOM.NoTermFound not in (subject, target):
        yield Quad(subject, predicate, target, at.graph)


def _element(name: str) -> NamedNode:
    return SSSOM.NoTermFound if name == NOTHING else qualified(name)


def endorsement(row: Endorsement, at: Place) -> Iterator[Quad]:
    """Yield how many experts endorsed a strategy for a barrier: no mapping, and no evidence of effect."""
    yield from at.write(
        at.thing("endorsement", row.strategy, *row.element.split(":"), row.source),
        (DET.Endorsement, PROV.Entity),
        {
            DET.strategy: at.thing(row.strategy),
            DET.endorsedFor: qualified(row.element),
            DET.percentage: decimal(row.percentage),
            DET.count: number(row.count),
            DET.total: number(row.total),
            DET.endorsementLevel: plain(row.level),
            PROV.hadPrimarySource: thing("publication", row.source),
            DET.statedIn: thing("publication", row.stated_in),
            DET.locator: plain(row.locator),
            DET.levelStatedIn: thing("publication", row.level_stated_in) if row.level_stated_in else None,
            DET.levelLocator: plain(row.level_locator),
            SKOS.editorialNote: english(row.note),
        },
    )


def level_count(row: LevelCount, at: Place) -> Iterator[Quad]:
    """Yield how many strategies a source puts at each level for a barrier."""
    yield from at.write(
        at.thing("levels", *row.element.split(":"), row.source),
        (DET.LevelCount, PROV.Entity),
        {
            DET.endorsedFor: qualified(row.element),
            DET.level1: number(row.level_1),
            DET.level2: number(row.level_2),
            PROV.hadPrimarySource: thing("publication", row.source),
            DET.statedIn: thing("publication", row.stated_in),
            DET.locator: plain(row.locator),
            SKOS.editorialNote: english(row.note),
        },
    )
