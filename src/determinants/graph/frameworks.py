"""Frameworks as SKOS, crosswalks as SSSOM."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from determinants.graph.writing import Place, english, plain, qualified, year
from determinants.model import Element, Framework, Mapping, MappingSet
from determinants.vocab import DCTERMS, DET, OWL, RDFS, SEMAPV, SKOS, SSSOM, thing

LEVELS = {
    "domain": (DET.Domain,),
    "subdomain": (DET.Subdomain,),
    "construct": (DET.Construct,),
    "subconstruct": (DET.Construct, DET.Subconstruct),
}


def framework(row: Framework, at: Place) -> Iterator[Quad]:
    """Yield a framework as a concept scheme with its source."""
    yield from at.write(
        thing(row.key),
        (DET.Framework, SKOS.ConceptScheme),
        {
            SKOS.prefLabel: english(row.label),
            DCTERMS.title: english(row.title),
            DCTERMS.issued: year(row.year),
            DCTERMS.source: thing("publication", row.publication),
        },
    )


def element(row: Element, at: Place) -> Iterator[Quad]:
    """Yield a domain or construct, with the one above it."""
    scheme = thing(at.scope)
    top = row.broader is None
    yield from at.write(
        at.thing(row.slug),
        (*LEVELS[row.level], SKOS.Concept),
        {
            SKOS.prefLabel: english(row.label),
            SKOS.definition: english(row.definition),
            SKOS.notation: plain(row.notation),
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
        },
    )


def mapping(row: Mapping, at: Place) -> Iterator[Quad]:
    """Yield a row of a crosswalk, and the direct SKOS link unless the row says that there is none."""
    record = thing(at.scope, row.record_id.removeprefix("crosswalk:"))
    subject = qualified(row.subject_id)
    predicate = SKOS[row.predicate_id.removeprefix("skos:")]
    none = row.object_id == "sssom:NoTermFound"
    target = SSSOM.NoTermFound if none else qualified(row.object_id)
    yield from at.write(
        record,
        OWL.Axiom,
        {
            OWL.annotatedSource: subject,
            OWL.annotatedProperty: predicate,
            OWL.annotatedTarget: target,
            SSSOM.mapping_justification: SEMAPV.ManualMappingCuration,
            DET.crosswalkBasis: plain(row.ext_basis),
            RDFS.seeAlso: NamedNode(row.see_also) if row.see_also else None,
            RDFS.comment: english(row.comment),
        },
    )
    yield Quad(thing(at.scope), SSSOM.mappings, record, at.graph)
    if not none:
        yield Quad(subject, predicate, target, at.graph)
