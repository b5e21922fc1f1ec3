"""A release: the graph in all the forms that are read elsewhere, described and summed, in one folder.

The same tables give the same bytes, file by file, with the same releases of the libraries that write them: no
day of today, no path and no name of a machine stands in any. Where one asks for a day, it has the version's.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from determinants.ground import called, files
from determinants.ground.problems import UsageError
from determinants.release import (
    catalogue,
    citation,
    crate,
    data_tables,
    examples,
    frameworks,
    listings,
    mappings,
    nanopublications,
    pages,
    redirects,
    syntaxes,
)
from determinants.release.parts import Filed, Part, Source
from determinants.write.formats import in_parts

SUMS = "SHA256SUMS"

# What makes files from the graph, in the order in which they are written; then what describes those that are.
MAKERS: tuple[Callable[[Source], Iterable[Part]], ...] = (
    citation.parts,
    syntaxes.parts,
    listings.changes,
    listings.ontology,
    frameworks.parts,
    mappings.parts,
    data_tables.parts,
    examples.parts,
    nanopublications.parts,
    listings.references,
    listings.networks,
    pages.parts,
    redirects.parts,
)
DESCRIBERS: tuple[Callable[[Source, list[Filed]], Iterable[Part]], ...] = (
    catalogue.parts,
    pages.index,
    crate.parts,
)


def release(source: Source, folder: Path, *, force: bool = False) -> Iterator[Filed]:
    """Yield what is written into a folder, file by file; at the end, the folder takes its place as a whole.

    Raises:
        UsageError: if there is something in the folder, unless that is an earlier release and `force` is
            given; or if it cannot be written.
    """
    check_target(folder, force=force)
    try:
        with files.filled_beside(folder) as beside:
            beside.mkdir()
            yield from written(source, beside)
    except BlockingIOError:
        raise UsageError(f"{folder} is being written by somebody else.") from None
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {(error.strerror or str(error)).lower()}.") from None


def written(source: Source, folder: Path) -> Iterator[Filed]:
    """Write all files of a release below a folder, and their sums; yield each when it is written."""
    done: list[Filed] = []
    for maker in MAKERS:
        for part in maker(source):
            done.append(_filed(part, folder))
            yield done[-1]
    for describer in DESCRIBERS:
        for part in describer(source, list(done)):
            done.append(_filed(part, folder))
            yield done[-1]
    yield _filed(Part(SUMS, "text/plain", "the SHA-256 sum of each other file", lambda: sums(done)), folder)


def sums(done: Iterable[Filed]) -> str:
    """Give the sums as `sha256sum --check` reads them."""
    return "".join(sorted(f"{each.sha256}  {each.part.path}\n" for each in done))


def _filed(part: Part, folder: Path) -> Filed:
    path, size, sha256 = folder / part.path, 0, hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        for piece in in_parts(part.write()):
            stream.write(piece)
            sha256.update(piece)
            size += len(piece)
    return Filed(part, size, sha256.hexdigest())


def check_target(folder: Path, *, force: bool) -> None:
    """Make sure that a folder may be written: what is lost with it is an earlier release, and nothing else.

    Raises:
        UsageError: if it is no folder, or has something in it, or if there is no folder to make it in.
    """
    target = folder.resolve()
    if not target.parent.is_dir():
        raise UsageError(f"{folder} cannot be written: there is no folder {target.parent}.")
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{folder} is no folder.")
    there = sorted(_inside(target))
    if there and not force:
        raise UsageError(
            f"{folder} is not empty; give --force to put a release in the place of an earlier one."
        )
    known = set(_listed(target))
    if others := [name for name in there if name not in known]:
        raise UsageError(
            f"{folder} has something that is of no release ({files.shown(Path(others[0]))}"
            + (f" and {len(others) - 1} more" if len(others) > 1 else "")
            + f"), which '{called.command('release')}' does not remove."
        )


def _inside(folder: Path) -> Iterator[str]:
    for at, _, names in os.walk(folder):
        yield from (Path(at, name).relative_to(folder).as_posix() for name in names)


def _listed(folder: Path) -> Iterator[str]:
    """Yield the files that an earlier release lists, its list of sums included."""
    listing = folder / SUMS
    if listing.is_file():
        yield SUMS
        for line in listing.read_text(encoding="utf-8", errors="replace").splitlines():
            yield line.partition("  ")[2]
