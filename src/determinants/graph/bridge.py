"""The one bridge between the two RDF libraries.

pyoxigraph's terms are the terms of this package. rdflib is used where it is needed: for compact JSON-LD,
for validation, and as a second engine. Whatever goes there or comes back goes through here.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from determinants.ground.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset, Graph
    from rdflib.term import Node


def to_rdflib(quads: Iterable[Quad]) -> "Graph":
    """Give one rdflib graph with the triples of all named graphs."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    _bind(graph)
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def to_rdflib_dataset(quads: Iterable[Quad]) -> "Dataset":
    """Give an rdflib data set with the named graphs kept apart."""
    import rdflib

    dataset = rdflib.Dataset()
    _bind(dataset)
    for quad in quads:
        name = quad.graph_name
        graph = (
            dataset.default_graph
            if isinstance(name, DefaultGraph)
            else dataset.graph(rdflib.URIRef(str(name.value)))
        )
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return dataset


def from_rdflib(term: "Node") -> NamedNode | BlankNode | Literal:
    """Give a term of rdflib as a term of this package."""
    import rdflib

    match term:
        case rdflib.URIRef():
            return NamedNode(str(term))
        case rdflib.BNode():
            return BlankNode(str(term))
        case rdflib.Literal() if term.language:
            return Literal(str(term), language=term.language)
        case rdflib.Literal():
            return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
        case _:
            raise TypeError(f"{term!r} is no RDF term")


def triple_from_rdflib(triple: "tuple[Node, Node, Node]") -> Triple:
    """Give a triple of rdflib as a triple of this package."""
    subject, predicate, value = map(from_rdflib, triple)
    if isinstance(subject, Literal) or not isinstance(predicate, NamedNode):
        raise TypeError(f"{triple!r} is no RDF triple")
    return Triple(subject, predicate, value)


def _bind(graph: "Graph") -> None:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)


def _term(term: NamedNode | BlankNode | Literal | Triple) -> "Node":
    import rdflib

    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal(language=str()):
            return rdflib.Literal(term.value, lang=term.language)
        case Literal() if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
            return rdflib.Literal(term.value)
        case Literal():
            # The lexical form is kept as it is: "1.50" stays "1.50".
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
        case _:
            raise TypeError("a triple cannot stand inside a triple here")
