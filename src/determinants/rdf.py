"""The one bridge between the two RDF libraries.

pyoxigraph's terms are the terms of this package. rdflib is used where it is better: for readable
serialisations and for validation. Whatever goes there goes through here, and nothing comes back.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from determinants.vocab import PREFIXES

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
