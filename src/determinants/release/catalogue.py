"""What a release has, for catalogues: VoID, counted from the data, and DCAT 3, each file a distribution.

A file is known by its IRI below that of the release. That it can be had there is true when the redirects in
`w3id/` are in force, and not before; until then its place is its path in the folder.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from pyoxigraph import Literal, NamedNode, Quad

from determinants import __version__
from determinants.graph.labels import complete
from determinants.ground.vocab import BASE, DCAT, DCTERMS, LICENCE, RDF, RDFS, SKOS, VOID, XSD, Namespace
from determinants.release.citation import ABSTRACT, RELEASED, SOURCE, TITLE
from determinants.release.parts import DATASET, RELEASE, Filed, Part, Source
from determinants.write import void
from determinants.write.graph_formats import GRAPH_FORMATS

SPDX = Namespace("http://spdx.org/rdf/terms#")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
PROJECT = NamedNode(BASE + "agent/project")


def parts(source: Source, filed: list[Filed]) -> Iterator[Part]:
    """Yield the catalogue in Turtle and in JSON-LD."""
    quads = list(complete(dict.fromkeys(described(source, filed))))
    for each in (GRAPH_FORMATS["turtle"], GRAPH_FORMATS["jsonld"]):
        what = "what this release has: VoID and DCAT 3"
        yield Part(f"catalogue{each.suffix}", each.media_type, what, partial(each.write, quads))


def described(source: Source, filed: list[Filed]) -> Iterator[Quad]:
    """Yield the catalogue: what is counted in the data, the data sets, and the files that have them."""
    for said in void.described(source.graph.ask):
        yield Quad(said.subject, said.predicate, said.object)
    yield from _catalogue(source.version)
    of = defaultdict[str, list[Filed]](list)
    for each in filed:
        if each.part.of:
            of[each.part.of].append(each)
    for dataset, files in sorted(of.items()):
        yield from _dataset(source, NamedNode(dataset), files)
        for each in files:
            yield from _distribution(NamedNode(dataset), each)


def _catalogue(version: str) -> Iterator[Quad]:
    it, whole = NamedNode(RELEASE), NamedNode(DATASET)
    yield Quad(it, RDF.type, DCAT.Catalog)
    for thing in (it, whole):
        yield Quad(thing, DCTERMS.title, Literal(TITLE, language="en"))
        yield Quad(thing, DCTERMS.description, Literal(ABSTRACT, language="en"))
        yield Quad(thing, DCTERMS.issued, Literal(RELEASED, datatype=XSD.date))
        yield Quad(thing, DCTERMS.publisher, PROJECT)
        yield Quad(thing, DCTERMS.license, LICENCE)
    for thing, its in ((it, __version__), (whole, version)):
        if its:  # data of somebody's own may have none
            yield Quad(thing, DCAT.version, Literal(its))
    yield Quad(it, SKOS.prefLabel, Literal(f"release {__version__}", language="en"))
    yield Quad(whole, SKOS.prefLabel, Literal("the data set", language="en"))
    yield Quad(whole, DCTERMS.creator, PROJECT)
    yield Quad(whole, DCTERMS.identifier, Literal(DATASET))
    for keyword in SOURCE["keywords"]:
        yield Quad(whole, DCAT.keyword, Literal(keyword, language="en"))


def _dataset(source: Source, it: NamedNode, files: list[Filed]) -> Iterator[Quad]:
    """Yield a data set; what the graph says of it already, such as its label, is said as it is there."""
    yield Quad(it, RDF.type, DCAT.Dataset)
    yield Quad(NamedNode(RELEASE), DCAT.dataset, it)
    label = source.text(it, SKOS.prefLabel, DCTERMS.title) or files[0].part.what
    if it.value != DATASET:
        yield Quad(it, SKOS.prefLabel, Literal(label, language="en"))
        yield Quad(it, DCTERMS.title, Literal(label, language="en"))
        yield Quad(it, DCTERMS.isPartOf, NamedNode(DATASET))
        yield Quad(it, DCTERMS.license, LICENCE)
        yield Quad(it, DCTERMS.publisher, PROJECT)


def _distribution(dataset: NamedNode, filed: Filed) -> Iterator[Quad]:
    part = filed.part
    it, checksum = NamedNode(part.iri), NamedNode(f"{part.iri}#sha256")
    yield Quad(dataset, DCAT.distribution, it)
    if dataset.value == DATASET and part.path.startswith("graph/"):
        yield Quad(dataset, VOID.dataDump, it)
    yield Quad(it, RDF.type, DCAT.Distribution)
    yield Quad(it, SKOS.prefLabel, Literal(part.path))
    yield Quad(it, DCTERMS.title, Literal(part.what, language="en"))
    yield Quad(it, DCAT.downloadURL, it)
    yield Quad(it, DCAT.accessURL, it)
    yield Quad(it, DCAT.mediaType, NamedNode(MEDIA_TYPES + part.media_type))
    yield Quad(it, DCAT.byteSize, Literal(str(filed.size), datatype=XSD.nonNegativeInteger))
    yield Quad(it, DCTERMS.license, LICENCE)
    if part.form:
        yield Quad(it, DCTERMS.conformsTo, NamedNode(part.form))
    yield Quad(it, SPDX.checksum, checksum)
    yield Quad(checksum, RDF.type, SPDX.Checksum)
    yield Quad(checksum, RDFS.label, Literal(f"SHA-256 of {part.path}"))
    yield Quad(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
    yield Quad(checksum, SPDX.checksumValue, Literal(filed.sha256, datatype=XSD.hexBinary))
