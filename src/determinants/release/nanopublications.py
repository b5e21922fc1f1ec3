"""Findings and alignments as nanopublications (http://nanopub.net): one statement each, with who says so.

Each is four named graphs: what is asserted, where that comes from, about the publication, and a head that
ties them. They are not signed and have no trusty IRIs: whoever publishes them signs them with a key.
"""

from collections.abc import Iterator
from functools import partial

from pyoxigraph import Literal, NamedNode, Quad

from determinants.ground.vocab import BASE, BIBO, DCTERMS, DET, LICENCE, PROV, RDF, SKOS, XSD, Namespace
from determinants.release.citation import RELEASED
from determinants.release.parts import RELEASE, Part, Source
from determinants.write.graph_formats import as_trig

NP = Namespace("http://www.nanopub.org/nschema#")
GUIDELINES = "http://nanopub.org/guidelines/working_draft/"
# What says where a statement comes from and who made it, and not what it states.
ORIGIN = {
    *(DET.statedIn, DET.locator, DET.confidence, DET.settledBy, DET.justification, DET.codebook),
    *(DET.assertedBy, PROV.wasAttributedTo),
}
WHO = (PROV.wasAttributedTo, DET.assertedBy)
KINDS = {"findings": DET.Finding, "alignments": DET.Alignment}


def parts(source: Source) -> Iterator[Part]:
    """Yield the nanopublications of findings, and those of alignments, each sort as one file of TriG."""
    for name, kind in KINDS.items():
        things = source.of_kind(kind)
        yield Part(
            f"nanopublications/{name}.trig",
            "application/trig",
            f"{len(things)} {name} as nanopublications, unsigned",
            partial(_written, source, things),
            f"{RELEASE}/nanopublications/{name}",
            GUIDELINES,
        )


def _written(source: Source, things: list[NamedNode]) -> Iterator[bytes]:
    return as_trig(quad for thing in things for quad in nanopublication(source, thing))


def nanopublication(source: Source, thing: NamedNode) -> Iterator[Quad]:
    """Yield the four graphs of a finding or an alignment."""
    it = NamedNode(f"{BASE}nanopublication/{thing.value.removeprefix(BASE)}")
    head, assertion, provenance, about = (
        NamedNode(f"{it.value}#{name}") for name in ("head", "assertion", "provenance", "about")
    )
    yield Quad(it, RDF.type, NP.Nanopublication, head)
    yield Quad(it, NP.hasAssertion, assertion, head)
    yield Quad(it, NP.hasProvenance, provenance, head)
    yield Quad(it, NP.hasPublicationInfo, about, head)

    for quad in source.things[thing]:
        origin = quad.predicate in ORIGIN
        yield Quad(thing, quad.predicate, quad.object, provenance if origin else assertion)
    for quad in source.things[thing]:
        if quad.predicate in WHO and isinstance(quad.object, NamedNode):
            review = DET.Review in source.values(quad.object, RDF.type)
            told = PROV.hadPrimarySource if review else PROV.wasAttributedTo
            yield Quad(assertion, told, quad.object, provenance)
    for read in source.values(thing, DET.statedIn):
        assert isinstance(read, NamedNode)
        yield Quad(assertion, PROV.hadPrimarySource, read, provenance)
        if doi := source.text(read, BIBO.doi):
            yield Quad(assertion, DCTERMS.source, NamedNode(f"https://doi.org/{doi}"), provenance)

    yield Quad(it, DCTERMS.created, Literal(f"{RELEASED}T00:00:00Z", datatype=XSD.dateTime), about)
    yield Quad(it, DCTERMS.creator, NamedNode(BASE + "agent/project"), about)
    yield Quad(it, DCTERMS.license, LICENCE, about)
    yield Quad(it, DCTERMS.isPartOf, NamedNode(BASE + "dataset"), about)
    yield Quad(it, SKOS.prefLabel, Literal(source.text(thing, SKOS.prefLabel), language="en"), about)
