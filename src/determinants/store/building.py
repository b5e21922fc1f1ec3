"""Folders of tables and the ontology → one graph, or every problem that stands in its way."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from determinants import __version__
from determinants.graph import cubes, dispatch, labels, named_graphs
from determinants.graph.terms import Place, day, english, plain
from determinants.ground import shipped
from determinants.ground.problems import DataError, Problem
from determinants.ground.vocab import BASE, DCAT, DCTERMS, DET, LICENCE, PROV, RDF, SKOS, VOID, thing
from determinants.tables import checking, reading, versions
from determinants.tables.versions import Version

ONTOLOGY_FILES = ("determinants.ttl", "cubes.ttl", "external.ttl")


Row = reading.Entry | Problem
Watch = Callable[[Iterator[Row]], Iterator[Row]]


def unwatched(rows: Iterator[Row]) -> Iterator[Row]:
    """Give the rows as they are."""
    return rows


def problems(folders: Sequence[Path], watch: Watch = unwatched) -> list[Problem]:
    """Give everything that is wrong with the rows: causes first, then in the order of files and lines.

    `watch` is handed the rows and hands them on, so that somebody may be told how far it is.
    """
    found = set(checking.check_rows(watch(reading.read(*folders))))
    return sorted(found, key=lambda each: each.order)


def quads(folders: Sequence[Path], ontology: Path, version: str, watch: Watch = unwatched) -> Iterator[Quad]:
    """Give the whole graph, to be taken one by one: rows, ontology and the description of the data set.

    The rows are read twice, once to check them all and once to write them, and never held.

    Raises:
        DataError: with every problem, before anything is given, if the rows are wrong.
    """
    if found := problems(folders, watch):
        raise DataError(found)
    return statements(folders, ontology, version, watch)


def statements(
    folders: Sequence[Path], ontology: Path, version: str, watch: Watch = unwatched
) -> Iterator[Quad]:
    """Yield the whole graph, its labels in both properties, from rows in which `problems` found nothing."""
    sizes: Counter[str] = Counter()
    for quad in labels.complete(_said(folders, ontology, version, watch)):
        sizes[str(quad.graph_name)[1:-1]] += 1
        yield quad
    yield from labels.complete(named_graphs.described(sizes))


def _said(folders: Sequence[Path], ontology: Path, version: str, watch: Watch) -> Iterator[Quad]:
    rows = (row for row in watch(reading.read(*folders)) if isinstance(row, reading.Entry))
    state = reading.state(*folders)
    columns = cubes.Columns()
    yield from dispatch.statements(columns.watch(rows))
    yield from cubes.observations(columns, state)
    for name in ONTOLOGY_FILES:
        for triple in parse(path=ontology / name, format=RdfFormat.TURTLE):
            yield Quad(triple.subject, triple.predicate, triple.object, dispatch.graph_name("ontology"))
    yield from metadata(version, state, of_data(folders))


def origins(folders: Sequence[Path], things: Collection[str]) -> dict[str, reading.Entry]:
    """Give the row from which each of these things comes, by IRI, as far as one does.

    The graph is made once more, so that nothing is remembered of where things come from while all is well.
    """
    found: dict[str, reading.Entry] = {}
    current: reading.Entry | None = None

    def told() -> Iterator[reading.Entry]:
        nonlocal current
        for row in reading.read(*folders):
            if isinstance(row, reading.Entry):
                current = row
                yield row
        current = None  # what follows is of all rows together

    named: set[str] = set()
    for quad in dispatch.statements(told()):
        subject = str(getattr(quad.subject, "value", ""))
        if current is None or subject not in things or subject in named:
            continue
        found.setdefault(subject, current)
        if quad.predicate == RDF.type:  # the row that says what it is, and not one that only mentions it
            found[subject] = current
            named.add(subject)
    return found


def built_in(data: Sequence[Path] = (), watch: Watch = unwatched) -> Iterator[Quad]:
    """Give the whole built-in graph with folders of one's own added, as its tables make it.

    An engine would shorten printed numbers, such as 2.0.

    Raises:
        DataError: with every problem, before anything is given, if the rows are wrong.
    """
    folders = [shipped.folder("data"), *data]
    return quads(folders, shipped.folder("ontology"), __version__, watch)


def of_data(folders: Sequence[Path]) -> Version | None:
    """Give the version of data in some folders; where others add to those that have one, it says so."""
    for folder in folders:
        if found := versions.version(folder):
            more = len(folders) > 1 and reading.state(*folders) != reading.state(folder)
            return found.with_more if more else found
    return None


TITLE = "Determinants of implementation, review by review"


def metadata(version: str, state: str, of_data: Version | None) -> Iterator[Quad]:
    """Yield the description of the data set: what it is, whose it is, on what terms, and which version.

    `version` is that of the program; the data have one of their own, where their folder says which.
    """
    at = Place(dispatch.graph_name("metadata"))
    known = f"Version {of_data.number} ({of_data.issued or 'not released'}), state" if of_data else "State"
    yield from at.write(
        thing("dataset"),
        (DCAT.Dataset, VOID.Dataset, PROV.Entity),
        {
            SKOS.prefLabel: english(TITLE),
            DCTERMS.title: english(TITLE),
            DCTERMS.description: english(
                "Influences, facilitators and barriers, the publications that report them, and how they "
                "map to the Consolidated Framework for Implementation Research. Counts of publications "
                "are not sizes of effects."
            ),
            DCTERMS.license: LICENCE,
            DCTERMS.creator: thing("agent", "project"),
            DCAT.version: plain(of_data.number) if of_data else None,
            DCTERMS.issued: day(of_data.issued) if of_data else None,
            DET.program: plain(f"determinants {version}"),
            DET.state: plain(state),
            DCTERMS.bibliographicCitation: plain(
                f"The determinants project. {TITLE}. {known} {state}. Data set. CC BY 4.0."
            ),
            VOID.uriSpace: plain(BASE),
            VOID.vocabulary: [thing("ontology"), *named_graphs.VOCABULARIES],
        },
    )
