"""Folders of tables and the ontology → one graph, or every problem that stands in its way."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from determinants import checking, graph, tables
from determinants.graph.writing import Place, english, plain
from determinants.problems import DataError, Problem
from determinants.vocab import BASE, DCAT, DCTERMS, DET, PROV, VOID, thing

ONTOLOGY_FILES = ("determinants.ttl", "cubes.ttl")


def problems(folders: Sequence[Path]) -> list[Problem]:
    """Give everything that is wrong with the rows, in the order of files and lines."""
    return sorted(checking.check_rows(tables.read(*folders)))


def quads(folders: Sequence[Path], ontology: Path, version: str) -> Iterator[Quad]:
    """Yield the whole graph: rows, ontology and the description of the data set.

    Raises:
        DataError: with every problem, before the first quad, if the rows are wrong.
    """
    if found := problems(folders):
        raise DataError(found)
    yield from graph.statements(item for item in tables.read(*folders) if isinstance(item, tables.Entry))
    for name in ONTOLOGY_FILES:
        for triple in parse(path=ontology / name, format=RdfFormat.TURTLE):
            yield Quad(triple.subject, triple.predicate, triple.object, graph.graph_name("ontology"))
    yield from metadata(version)


def metadata(version: str) -> Iterator[Quad]:
    """Yield the description of the data set: what it is, whose it is, on what terms."""
    at = Place(graph.graph_name("metadata"))
    yield from at.write(
        thing("dataset"),
        (DCAT.Dataset, VOID.Dataset, PROV.Entity),
        {
            DCTERMS.title: english("Determinants of implementing peer support work in mental health care"),
            DCTERMS.description: english(
                "Influences, facilitators and barriers, the publications that report them, and how they "
                "map to the Consolidated Framework for Implementation Research. Counts of publications "
                "are not sizes of effects."
            ),
            DCTERMS.license: NamedNode("https://creativecommons.org/licenses/by/4.0/"),
            DCTERMS.creator: thing("agent", "project"),
            DCAT.version: plain(version),
            VOID.uriSpace: plain(BASE),
            VOID.vocabulary: NamedNode(DET.iri),
        },
    )
