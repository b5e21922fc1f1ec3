"""What each named graph is: its label, source, licence and size, so that it can be loaded or dropped."""

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from determinants.graph.labels import complete
from determinants.graph.terms import Place, english, number
from determinants.ground import vocab
from determinants.ground.vocab import DCTERMS, LICENCE, SKOS, VOID, thing

# The vocabularies of others that the graph uses, each by its namespace, beside the languages that it is in.
VOCABULARIES = [
    NamedNode(namespace.iri)
    for namespace in (
        vocab.BIBO,
        vocab.CITO,
        vocab.DCAT,
        vocab.DCTERMS,
        vocab.FABIO,
        vocab.PROV,
        vocab.QB,
        vocab.SEMAPV,
        vocab.SKOS,
        vocab.SSSOM,
        vocab.VANN,
        vocab.VOID,
    )
]

# Graphs that come from no one review, framework or codebook.
SHARED = {
    "derived": "Counts of the statements in the other graphs, made when the graph is built.",
    "findings": "What publications report, coded by this project.",
    "metadata": "What the data set and each named graph is.",
    "ontology": "The terms of this graph, and what terms of others are called here.",
    "publications": "The publications that report, review or are cited.",
    "schemes": "Countries, designs, grades, outcomes and topics by which things are coded.",
    "searches": "Searches for studies, and lists of studies that were gone through, on record.",
}


def described(sizes: Mapping[str, int]) -> Iterator[Quad]:
    """Yield what each of these named graphs is, with the number of its statements.

    The graph that says it is one of them, and holds what is said here too.
    """
    at = Place(thing("graph", "metadata"))
    own = {at.graph.value: 0}
    more = sum(1 for _ in complete(_said({**own, **sizes}, at)))
    yield from _said({**own, **sizes, at.graph.value: sizes.get(at.graph.value, 0) + more}, at)


def _said(sizes: Mapping[str, int], at: Place) -> Iterator[Quad]:
    for graph, size in sorted(sizes.items()):
        slug = graph.rpartition("/")[2]
        yield from at.write(
            NamedNode(graph),
            VOID.Dataset,
            {
                SKOS.prefLabel: english(f"named graph: {slug}"),
                DCTERMS.description: english(SHARED.get(slug, f"What {slug} says, and where it says it.")),
                DCTERMS.license: LICENCE,
                DCTERMS.source: thing("dataset") if slug in SHARED else thing(slug),
                DCTERMS.isPartOf: thing("dataset"),
                VOID.triples: number(size),
            },
        )
