"""Commands on the data: build, check, audit, export, load."""

import inspect
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

import determinants
from determinants.ask.citing import version_of
from determinants.ask.construct_matrix import construct_matrix
from determinants.ask.evidence_profile import evidence_profile
from determinants.ask.records import DeterminantConstructs, records
from determinants.cli import saying
from determinants.cli.options import (
    STDOUT,
    TABLE,
    DataOption,
    ForceOption,
    OutputOption,
    emit,
    one_of,
    say_building,
    show,
    watched,
)
from determinants.ground import called, files
from determinants.ground.problems import UsageError
from determinants.store import cache
from determinants.write.cerqual_formats import CERQUAL_FORMATS
from determinants.write.graph_formats import GRAPH_FORMATS
from determinants.write.loading import explained, headed
from determinants.write.matrix_formats import MATRIX_FORMATS
from determinants.write.row_formats import ROW_FORMATS
from determinants.write.sssom import MAPPING_FORMATS, aligned

EXPORTED = (*GRAPH_FORMATS, *MAPPING_FORMATS, *MATRIX_FORMATS, *CERQUAL_FORMATS)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    for command in (build, check, audit):
        app.command()(command)
    app.command(help=f"{inspect.getdoc(export)}\n\n{explained()}")(export)
    app.command()(load)
    app.command("cache")(show_cache)


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
    from determinants.store import building

    written = 0

    def counted(parts: Iterable[bytes]) -> Iterator[bytes]:
        nonlocal written
        for part in parts:
            written += part.count(b".\n")
            yield part

    quads = building.built_in(data or (), watched)
    emit(counted(headed(GRAPH_FORMATS["nquads"], quads)), output, force=force)
    place = "standard output" if output == STDOUT else output
    saying.aside(f"{place}: {written} quads")


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="A data folder of yours, or one of its tables; without it, what is built in.",
            metavar="FOLDER|FILE",
        ),
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
    checked = determinants.check(folder, alone=alone, whole=whole, watch=watched)
    if checked.file is not None:
        saying.out(f"no problems in {checked.file}")
        if checked.elsewhere:
            again = called.command(f"check {checked.folders[0]}")
            saying.aside(f"{checked.elsewhere} in other files: '{again}' lists them")
        return
    _remark(checked.folders)
    seen = (
        "" if checked.part == 1 else f" on {checked.part:.2%} of publications and findings (--whole: on all)"
    )
    saying.out(
        f"no problems: {checked.rows} rows checked, and the shapes of {checked.quads} quads{seen}, "
        f"from {', '.join(map(str, checked.folders))}"
    )


def _remark(folders: Iterable[Path]) -> None:
    from determinants.tables import mapping_sets

    for table in sorted(path for folder in folders for path in Path(folder).glob("frameworks/*.sssom.tsv")):
        for remark in mapping_sets.remarks(table):
            saying.aside(f"{table}: {remark}.")


def audit(
    which: Annotated[
        str | None,
        typer.Argument(
            help="A review that is built in, or a data folder of yours. Without it: all that is built in.",
            metavar="REVIEW|FOLDER",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any number differs.")] = False,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            parser=one_of("format", ROW_FORMATS),
            help=f"{', '.join(ROW_FORMATS)}.",
        ),
    ] = TABLE,
) -> None:
    """Recompute every printed number that the data can give, each review by itself.

    A number agrees, differs, or cannot be recomputed, and then it is said what is missing. Nothing is
    mended: a difference may be a slip of the review, or of how it was read here. The rules are in
    docs/audit.md. A folder is read beside what is built in, and only its reviews are audited.
    """
    found = determinants.audit(which, watch=watched)
    from determinants.write import audit_prose

    show(audit_prose.audit(found), format)
    if strict and found.differs:
        raise typer.Exit(1)


def export(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            parser=one_of("format", EXPORTED),
            help=f"The format: {', '.join(EXPORTED)}.",
        ),
    ],
    output: OutputOption = None,
    data: DataOption = None,
    force: ForceOption = False,
) -> None:
    """Write the graph in an RDF format, or as tables to work on, to standard output or a file.

    nquads, trig and jsonld keep the named graphs; turtle, ntriples and rdfxml give their triples
    together. sssom is the table of alignments of single factors with constructs. cfir-matrix has constructs
    by study with room for ratings, cfir-codebook what belongs in each, cfir-workbook both as sheets. cerqual
    has what stands behind each influence in the columns of CERQual evidence profiles, all judgements
    blank; cerqual-studies has the studies, and the other three both. The same graph gives the same bytes.
    """
    from determinants.store import building

    if format in CERQUAL_FORMATS:
        graph = determinants.open_graph(data or (), on_build=say_building)
        emit(CERQUAL_FORMATS[format].write(evidence_profile(graph.ask)), output, force=force)
        return
    if format in MATRIX_FORMATS:
        graph = determinants.open_graph(data or (), on_build=say_building)
        emit(MATRIX_FORMATS[format].write(construct_matrix(graph.ask)), output, force=force)
        return
    if format in MAPPING_FORMATS:
        graph = determinants.open_graph(data or (), on_build=say_building)
        table = aligned(records(graph.ask, DeterminantConstructs), version_of(graph))
        emit(MAPPING_FORMATS[format].write(table), output, force=force)
        return
    emit(headed(GRAPH_FORMATS[format], building.built_in(data or (), watched)), output, force=force)


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
    from determinants.store import addresses, building, filling

    if (store is None) == (endpoint is None):
        raise UsageError("say where to load it: --store FOLDER or --endpoint URL.")
    if endpoint is not None:
        addresses.read(endpoint)  # what cannot be filled is told before anything is built
    quads = building.built_in(data or (), watched)
    loaded: Counter[str] = Counter()

    def progress(graph: str, triples: int) -> None:
        loaded[graph] += triples
        saying.aside(f"{graph}: {loaded[graph]} triples")

    if store:
        filling.into_store(store, quads, progress)
    elif endpoint is not None:
        filling.into_endpoint(endpoint, quads, progress)


def show_cache(
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove what is kept; it is built again when needed.")
    ] = False,
) -> None:
    """Say where built graphs and answers are kept between calls, or remove them."""
    folder = cache.folder()
    if clear:
        saying.out(f"{folder}: {cache.clear(folder):,} bytes removed")
    else:
        kept = cache.files_of(folder)
        graphs, answers = (sum(path.suffix == ending for path in kept) for ending in (".nq", ".tsv"))
        size = sum(path.lstat().st_size for path in kept)
        left = sum(path.suffix == files.PART for path in kept)
        more = f", {left} leftover(s) of calls that were killed (--clear removes them)" if left else ""
        saying.out(f"{folder}: {graphs} graph(s), {answers} answer(s), {size:,} bytes{more}")
