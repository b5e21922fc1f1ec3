"""Each framework alone as plain SKOS, with where it comes from and on what terms; no term of ours is in it.

The levels of a framework (domain, construct, strategy …) have no property in SKOS: they stand in a note.
"""

from collections.abc import Iterator
from functools import partial

from pyoxigraph import Literal, NamedNode, Quad

from determinants.graph.labels import complete
from determinants.ground.vocab import (
    BASE,
    BIBO,
    DCTERMS,
    DET,
    LICENCE,
    OWL,
    RDF,
    RDFS,
    SKOS,
    VANN,
)
from determinants.release.parts import Part, Source
from determinants.write.graph_formats import GRAPH_FORMATS

SYNTAXES = ("turtle", "rdfxml", "jsonld", "ntriples")
STANDARD = "http://www.w3.org/TR/skos-reference"
KEPT = (SKOS.iri, DCTERMS.iri, RDFS.iri, OWL.iri)
RIGHTS = (
    "The names, the order and the codes of its parts are those of the work that is given as source. What "
    "each means is said in words of this project's own, under CC BY 4.0; no text of the source stands here, "
    "and its own terms hold for its texts. Cite the source, and this encoding beside it."
)


def parts(source: Source) -> Iterator[Part]:
    """Yield each framework in the syntaxes that readers of SKOS know."""
    for framework in source.of_kind(DET.Framework):
        key = framework.value.removeprefix(BASE)
        quads = list(complete(skos(source, framework)))
        label = source.text(framework, SKOS.prefLabel)
        for each in (GRAPH_FORMATS[name] for name in SYNTAXES):
            yield Part(
                f"frameworks/{key}{each.suffix}",
                each.media_type,
                f"{label} as SKOS, with definitions in our own words",
                partial(each.write, quads),
                framework.value,
                STANDARD,
            )


def skos(source: Source, framework: NamedNode) -> Iterator[Quad]:
    """Yield a framework as a concept scheme and its concepts, and nothing else."""
    yield from _scheme(source, framework)
    for thing, quads in source.things.items():
        if any(quad.predicate == SKOS.inScheme and quad.object == framework for quad in quads):
            yield Quad(thing, RDF.type, SKOS.Concept)
            yield from _kept(quads, framework)
            yield Quad(
                thing, SKOS.note, Literal(f"Level in the framework: {_level(source, thing)}.", language="en")
            )


def _level(source: Source, thing: NamedNode) -> str:
    """Give what a part of a framework is called there: its class, and none above another that it has."""
    kinds = [kind for kind in source.values(thing, RDF.type) if isinstance(kind, NamedNode)]
    above = {one for kind in kinds for one in source.values(kind, RDFS.subClassOf)}
    own = [kind for kind in kinds if kind.value.startswith(DET.iri) and kind not in above]
    return " and ".join(source.text(kind, SKOS.prefLabel, RDFS.label) for kind in own)


def _kept(quads: list[Quad], framework: NamedNode) -> Iterator[Quad]:
    """Yield what SKOS and Dublin Core say of a thing; a match with another framework is a mapping's."""
    for quad in quads:
        if quad.predicate.value.startswith(KEPT) and not quad.predicate.value.endswith("Match"):
            if quad.predicate in {SKOS.broader, SKOS.narrower} and not _beside(quad, framework):
                continue
            yield Quad(quad.subject, quad.predicate, quad.object)


def _beside(quad: Quad, framework: NamedNode) -> bool:
    return isinstance(quad.object, NamedNode) and quad.object.value.startswith(framework.value + "/")


def _scheme(source: Source, framework: NamedNode) -> Iterator[Quad]:
    yield Quad(framework, RDF.type, SKOS.ConceptScheme)
    yield from (
        quad
        for quad in _kept(source.things[framework], framework)
        if quad.predicate not in {RDF.type, DCTERMS.source}
    )
    for publication in source.values(framework, DCTERMS.source):
        if isinstance(publication, NamedNode):
            if doi := source.text(publication, BIBO.doi):
                yield Quad(framework, DCTERMS.source, NamedNode(f"https://doi.org/{doi}"))
            if cited := source.text(publication, DCTERMS.bibliographicCitation):
                yield Quad(framework, DCTERMS.bibliographicCitation, Literal(cited))
    agent = NamedNode(BASE + "agent/project")
    yield Quad(framework, DCTERMS.creator, agent)
    yield Quad(agent, RDFS.label, Literal(source.text(agent, SKOS.prefLabel), language="en"))
    yield Quad(framework, DCTERMS.license, LICENCE)
    yield Quad(framework, DCTERMS.rights, Literal(RIGHTS, language="en"))
    yield Quad(framework, VANN.preferredNamespaceUri, Literal(framework.value + "/"))
    yield Quad(framework, VANN.preferredNamespacePrefix, Literal(framework.value.removeprefix(BASE)))
