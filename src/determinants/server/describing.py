"""What the service and the data set are, in RDF: the SPARQL 1.1 Service Description, and VoID."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from determinants.ground.vocab import BASE, DCTERMS, RDF, RDFS, VOID, Namespace
from determinants.server.served import Served
from determinants.server.workers import WAITING
from determinants.store.solutions import Triples
from determinants.write import void
from determinants.write.sparql_formats import SPARQL_FORMATS, TRIPLE_FORMATS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")

# What the W3C calls formats, by their media types.
CALLED = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}


def service(served: Served, address: str) -> Triples:
    """Give what the SPARQL service at an address is: its languages, formats, limits and graphs."""
    return Triples(tuple(dict.fromkeys(_service(served, NamedNode(address)))))


def _service(served: Served, at: NamedNode) -> Iterator[Triple]:
    yield Triple(at, RDF.type, SD.Service)
    yield Triple(at, SD.endpoint, at)
    yield Triple(at, SD.supportedLanguage, SD.SPARQL11Query)
    yield Triple(at, SD.feature, SD.UnionDefaultGraph)
    for each in (*SPARQL_FORMATS.values(), *TRIPLE_FORMATS.values()):
        if each.media_type in CALLED:
            yield Triple(at, SD.resultFormat, FORMATS[CALLED[each.media_type]])
    yield Triple(at, RDFS.comment, Literal(limits(served), language="en"))
    dataset, union = NamedNode(f"{at.value}#dataset"), NamedNode(f"{at.value}#union")
    yield Triple(at, SD.defaultDataset, dataset)
    yield Triple(dataset, RDF.type, SD.Dataset)
    yield Triple(dataset, DCTERMS.source, NamedNode(BASE + "dataset"))
    yield Triple(dataset, SD.defaultGraph, union)
    yield Triple(union, RDF.type, SD.Graph)
    yield Triple(union, RDFS.comment, Literal("All named graphs together.", language="en"))
    for row in served.graph.ask("graph-sizes").records():
        name = NamedNode(str(row["graph"]))
        held = NamedNode(f"{at.value}#{name.value.rpartition('/')[2]}")
        yield Triple(dataset, SD.namedGraph, held)
        yield Triple(held, RDF.type, SD.NamedGraph)
        yield Triple(held, SD.name, name)
        yield Triple(held, SD.graph, name)
        yield Triple(name, RDF.type, SD.Graph)
        yield Triple(name, VOID.triples, void.number(row["statements"]))


def limits(served: Served) -> str:
    """Give in words what the service does, and how far a query may go."""
    seconds = f"{served.limits.seconds:g} s" if served.limits.seconds else "any time"
    return (
        f"SPARQL 1.1 Query, to read only. A query may be 64 kB long and take {seconds}; "
        f"{len(served.workers.all)} are answered at once, and {WAITING} may wait. SERVICE, and graphs that "
        "are not loaded, are refused: nothing is fetched."
    )


def dataset(served: Served, sparql: str) -> Triples:
    """Give what the data set is: what is said of it in the graph, and what is counted in it (VoID)."""
    served_by = Triple(void.WHOLE, VOID.sparqlEndpoint, NamedNode(sparql))
    return Triples(tuple(dict.fromkeys([*void.described(served.graph.ask), served_by])))
