"""Whether data are in order: rows by themselves and together, then their graph against the shapes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from determinants import __version__
from determinants.graph import shapes
from determinants.graph.bridge import to_rdflib
from determinants.ground import called, shipped
from determinants.ground.problems import DataError, Problem, UsageError
from determinants.ground.vocab import BASE
from determinants.store import building
from determinants.store.building import Watch, unwatched
from determinants.tables import folders, strangers

if TYPE_CHECKING:
    from rdflib import Graph

SHAPES_FILE = "shapes.ttl"

# From so many rows on, shapes are checked on a sample of about so many publications and findings.
SAMPLED_FROM, SAMPLE = 20_000, 3_000


@dataclass(frozen=True)
class Checked:
    """What was looked at and found in order: how many rows of which folders, and what part of the graph."""

    folders: tuple[Path, ...]
    rows: int
    quads: int
    part: float  # of publications and findings, that the shapes were checked on
    file: Path | None = None  # the one that was asked about, of the folder
    elsewhere: int = 0  # problems in other files of the folder


def check(
    folder: Path | None = None, *, alone: bool = False, whole: bool = False, watch: Watch = unwatched
) -> Checked:
    """Check tables and graph: what is built in, with a folder of one's own, or that folder by itself.

    Of a file, its whole folder is checked, and only what is wrong with the file is told. Rows are checked
    first; if they hold, the graph that they make is validated against the shapes, of a large graph on a
    sample, unless the whole is asked for.

    Raises:
        DataError: with every problem, each with file, line and column where it has them.
        UsageError: if a folder is to be checked alone, and none is given, or a file is no table.
    """
    if folder is not None and folder.is_file():
        return _check_file(folder, alone=alone, whole=whole, watch=watch)
    if alone and folder is None:
        raise UsageError("--alone needs a FOLDER.")
    own = [folder] if folder else []
    chosen = own if alone else [shipped.folder("data"), *own]
    rows = 0

    def counted(items: Iterator[building.Row]) -> Iterator[building.Row]:
        nonlocal rows
        for item in watch(items):
            rows += 1
            yield item

    if problems := building.problems(chosen, counted):
        raise DataError(problems)
    part = 1.0 if whole or rows <= SAMPLED_FROM else SAMPLE / rows
    ontology = shipped.folder("ontology")

    def make() -> Iterator[Quad]:
        return building.statements(chosen, ontology, __version__, watch)

    quads = list(make() if part == 1 else shapes.sampled(make, part))
    if problems := list(check_graph(quads, ontology)):
        raise DataError(_placed(problems, chosen))
    return Checked(tuple(chosen), rows, len(quads), part)


def _check_file(file: Path, *, alone: bool, whole: bool, watch: Watch) -> Checked:
    """Check the folder that a table stands in, and tell only what is wrong with the table."""
    home = folders.home(file)
    if home is None:
        problems = [each for each in strangers.strangers(file.parent) if Path(each.file) == file]
        if problems and file.suffix.lower() == strangers.CSV:
            raise DataError(problems)
        form = f"if it is a filled form, '{called.command(f'score {file}')}' reads it."
        raise UsageError(f"{file} is no table of a data folder; {form}")
    try:
        checked = check(home, alone=alone, whole=whole, watch=watch)
    except DataError as error:
        here = [each for each in error.problems if Path(each.file) == file]
        if here:
            raise DataError(here) from None
        return Checked((home,), 0, 0, 1.0, file, len(error.problems))
    return replace(checked, file=file)


def _placed(problems: Sequence[Problem], chosen: Sequence[Path]) -> Iterator[Problem]:
    """Yield problems with things at the file and line of the row that the thing comes from."""
    rows = building.origins(chosen, {BASE + problem.file for problem in problems})
    for problem in problems:
        row = rows.get(BASE + problem.file)
        if row is None:
            yield problem
        else:
            message = f"{problem.file}: {problem.message}"
            yield replace(problem, file=row.file, line=row.line, message=message)


def check_graph(quads: Iterable[Quad], ontology: Path) -> Iterator[Problem]:
    """Yield a problem for every constraint of `ontology/shapes.ttl` that the graph breaks.

    The named graphs are validated together. Nothing is fetched and nothing is inferred.
    """
    yield from shapes.check_rdflib(to_rdflib(quads), read_shapes(ontology))


def read_shapes(ontology: Path) -> "Graph":
    """Give the shapes as a graph."""
    from rdflib import Graph

    return Graph().parse(ontology / SHAPES_FILE, format="turtle")
