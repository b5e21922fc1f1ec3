"""Commands on the data: build, check, export, load."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from determinants.cli.options import DataOption, ForceOption, OutputOption, emit, watched
from determinants.ground.problems import DataError, UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad

# From so many rows on, shapes are checked on a sample of about so many publications and findings.
SAMPLED_FROM, SAMPLE = 20_000, 3_000


class Serialisation(StrEnum):
    """The formats of the graph as a file."""

    nquads = "nquads"
    trig = "trig"
    turtle = "turtle"
    ntriples = "ntriples"
    rdfxml = "rdfxml"
    jsonld = "jsonld"


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (build, check, export, load, cache):
        app.command()(command)


def build(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.", metavar="FILE")] = Path(
        "determinants.nq"
    ),
    data: DataOption = None,
    force: ForceOption = False,
) -> None:
    """Build the graph from its tables into a file of N-Quads.

    The same tables give the same bytes, in whatever order their rows stand. If anything is wrong with
    them, every problem is listed and no file is written.
    """
    from determinants.write import graph_formats

    written = 0

    def counted(parts: Iterable[bytes]) -> Iterator[bytes]:
        nonlocal written
        for part in parts:
            written += part.count(b".\n")
            yield part

    emit(counted(graph_formats.as_nquads(_quads(data))), output, force=force)
    print(f"{output}: {written} quads", file=sys.stderr)


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A data folder of yours; without it, what is built in.", metavar="FOLDER"),
    ] = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="Check the folder by itself, without what is built in.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Check the shapes of a large graph on all of it, not on a sample.")
    ] = False,
) -> None:
    """Check tables and graph, and list every problem with file, line and column.

    Rows are checked first, each by itself and then together; if they hold, the graph that they make is
    validated against the shapes (SHACL). Of a large graph, every row is checked, and the shapes on a
    sample of its publications and findings. Exit code 1 if there is any problem.
    """
    from determinants import __version__
    from determinants.graph import building, shapes
    from determinants.ground import shipped

    if alone and folder is None:
        raise UsageError("--alone needs a FOLDER.")
    built_in = shipped.folder("data")
    folders = [folder] if alone and folder else [built_in, *([folder] if folder else [])]
    ontology = shipped.folder("ontology")
    rows = 0

    def counted(items: Iterator[building.Row]) -> Iterator[building.Row]:
        nonlocal rows
        for rows, item in enumerate(watched(items), 1):  # noqa: B007
            yield item

    if problems := building.problems(folders, counted):
        raise DataError(problems)

    def make() -> "Iterator[Quad]":
        return building.statements(folders, ontology, __version__, watched)

    part = 1.0 if whole or rows <= SAMPLED_FROM else SAMPLE / rows
    quads = list(make() if part == 1 else shapes.sampled(make, part))
    if problems := list(shapes.check_graph(quads, ontology)):
        raise DataError(problems)
    seen = "" if part == 1 else f" on {part:.2%} of publications and findings (--whole: on all)"
    print(
        f"no problems: {rows} rows checked, and the shapes of {len(quads)} quads{seen}, "
        f"from {', '.join(map(str, folders))}"
    )


def export(
    format: Annotated[Serialisation, typer.Argument(help="The format.")],
    output: OutputOption = None,
    data: DataOption = None,
    force: ForceOption = False,
) -> None:
    """Write the graph in an RDF format, to standard output or a file.

    nquads, trig and jsonld keep the named graphs; turtle, ntriples and rdfxml give their triples
    together. The same graph gives the same bytes.
    """
    from determinants.write import graph_formats

    _, serialise = graph_formats.SERIALISATIONS[format.value]
    emit(serialise(_quads(data)), output, force=force)


def _quads(data: list[Path] | None) -> "Iterator[Quad]":
    """Give the whole graph as its tables make it: an engine would shorten printed numbers, such as 2.0."""
    from determinants import __version__
    from determinants.graph import building
    from determinants.ground import shipped

    folders = [shipped.folder("data"), *(data or [])]
    return building.quads(folders, shipped.folder("ontology"), __version__, watched)


def load(
    store: Annotated[
        Path | None, typer.Option("--store", help="Fill a store on disk.", metavar="FOLDER")
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option(
            "--endpoint",
            metavar="URL",
            help="Fill a server: the address of its SPARQL 1.1 Graph Store, such as "
            "http://localhost:7878/store.",
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """Fill a store on disk or a server with the graph.

    Named graph by named graph, each replaced as a whole: loading twice changes nothing, and loading
    again completes what was interrupted. Credentials for a server come from the environment variables
    DETERMINANTS_USER and DETERMINANTS_PASSWORD.
    """
    from determinants.store import filling

    if (store is None) == (endpoint is None):
        raise UsageError("say where to load it: --store FOLDER or --endpoint URL.")
    quads = _quads(data)
    loaded: Counter[str] = Counter()

    def progress(graph: str, triples: int) -> None:
        loaded[graph] += triples
        print(f"{graph}: {loaded[graph]} triples", file=sys.stderr)

    if store:
        filling.into_store(store, quads, progress)
    elif endpoint:
        filling.into_endpoint(endpoint, quads, progress)


def cache(
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove what is kept; it is built again when needed.")
    ] = False,
) -> None:
    """Say where built graphs are kept between calls, or remove them."""
    from determinants.store import cache

    folder = cache.folder()
    if clear:
        print(f"{folder}: {cache.clear(folder):,} bytes removed")
    else:
        kept = [path.stat().st_size for path in folder.glob("*.nq")]
        print(f"{folder}: {len(kept)} graph(s), {sum(kept):,} bytes")
