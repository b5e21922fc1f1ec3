"""A graph that somebody names by where it stands: tables, a file that was built, or a release.

Tables are built by themselves where they can be, else beside the data that are built in, as everywhere. Of a
release, the file with the whole graph is found by what it says, whatever it is called.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, Quad, RdfFormat, parse

from determinants import __version__
from determinants.ground import files, shipped
from determinants.ground.problems import DataError, Problem, UsageError
from determinants.ground.vocab import BASE, DCAT, DCTERMS, DET, thing
from determinants.store import building, cache
from determinants.store.building import Watch, unwatched
from determinants.store.oxigraph import OxigraphEngine
from determinants.tables import folders, strangers

# The endings of files that a graph is read from; those that keep the named graphs go first.
SYNTAXES = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
}
DEEPEST = 2  # folders below that of a release in which its graph may stand


@dataclass(frozen=True)
class Standing:
    """A graph that is open: where it stands, and what it says of itself; empty where it does not say."""

    place: str
    engine: OxigraphEngine
    named: bool  # whether it keeps the named graphs
    version: str = ""
    issued: str = ""
    state: str = ""
    program: str = ""


def opened(place: Path | None, watch: Watch = unwatched) -> Standing:
    """Open what stands at a place: a data folder, a file, or a release; without one, what is built in.

    Raises:
        DataError: with every problem, if tables are wrong or a file cannot be read.
        UsageError: if there is nothing of the kind.
    """
    if place is None:
        data, ontology = (shipped.folder("data"),), shipped.folder("ontology")
        return _told("what is built in", cache.open_graph(data, ontology, __version__, cache.folder()))
    if place.is_file():
        return _told(files.shown(place), OxigraphEngine.load(_read(place, watch)))
    if not place.is_dir():
        raise UsageError(
            f"there is nothing at {files.shown(place)}: name a data folder, a release or a graph."
        )
    if (file := _whole(place)) is not None:
        return _told(files.shown(place), OxigraphEngine.load(_read(file, watch)))
    return _told(files.shown(place), OxigraphEngine.load(_built(place, watch)))


def _told(place: str, engine: OxigraphEngine) -> Standing:
    """Give an open graph with what it says of itself."""
    said: dict[str, str] = {}
    named = False
    for quad in engine.quads():
        if quad.subject == thing("dataset") and isinstance(quad.object, Literal):
            said[quad.predicate.value] = quad.object.value
            named = named or not isinstance(quad.graph_name, DefaultGraph)
    version, issued, state, program = (
        said.get(each.value, "") for each in (DCAT.version, DCTERMS.issued, DET.state, DET.program)
    )
    return Standing(place, engine, named, version, issued, state, program)


def _built(folder: Path, watch: Watch) -> Iterator[Quad]:
    if not folders.known(folder):  # one problem says it, and not each table that is missing
        raise DataError(strangers.strangers(folder))
    ontology = shipped.folder("ontology")
    alone = building.problems([folder], watch)
    if not alone:
        return building.statements([folder], ontology, __version__, watch)
    return building.quads([shipped.folder("data"), folder], ontology, __version__, watch)


def _whole(folder: Path) -> Path | None:
    """Give the file of a release that has the whole graph: the first that says which state its data have."""
    found = [
        path
        for deep in range(DEEPEST + 1)
        for path in folder.glob("/".join(["*"] * (deep + 1)))
        if path.suffix.lower() in SYNTAXES and not path.name.startswith(folders.OWN)
    ]
    order = list(SYNTAXES)
    found.sort(key=lambda path: (order.index(path.suffix.lower()), len(path.parts), path.name))
    return next((path for path in found if _says_state(path)), None)


def _says_state(path: Path) -> bool:
    try:
        return any(
            quad.subject == thing("dataset") and quad.predicate == DET.state
            for quad in _parsed(path, SYNTAXES[path.suffix.lower()])
        )
    except (SyntaxError, OSError):
        return False


def _read(path: Path, watch: Watch) -> Sequence[Quad]:
    """Read a file in the syntax that its ending names."""
    how = SYNTAXES.get(path.suffix.lower())
    if how is None:
        raise UsageError(f"{files.shown(path)}: a graph is read from {', '.join(SYNTAXES)}.")
    try:
        return list(_parsed(path, how))
    except OSError as error:
        raise UsageError(
            f"{files.shown(path)} cannot be read: {(error.strerror or str(error)).lower()}."
        ) from None
    except SyntaxError as error:
        line = error.lineno or 0
        message = f"the file is no {how.name}: {str(error.msg or error).rstrip('.')}."
        advice = "Take it anew from where it was built, or name the format by its ending."
        raise DataError([Problem(files.shown(path), line, "", "unreadable-graph", message, advice)]) from None


def _parsed(path: Path, how: RdfFormat) -> Iterator[Quad]:
    """Give what a file says.

    Raises:
        OSError: if it cannot be read, or is no file.
        SyntaxError: if it is no such RDF, or has entities, of which a few lines may become gigabytes.
    """
    with files.open_plain(path) as stream:
        if how == RdfFormat.RDF_XML:
            before = b""
            while piece := stream.read(1 << 20):
                if b"<!ENTITY" in before + piece:
                    raise SyntaxError("it has entities of its own, which are not read")
                before = piece[-8:]
            stream.seek(0)
        yield from parse(stream, format=how, base_iri=BASE)
