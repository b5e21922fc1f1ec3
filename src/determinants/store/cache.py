"""Opening a graph: from the cache where nothing has changed, else built and remembered.

The cache is a file of N-Quads under a key of everything that the graph depends on: the tables, the
ontology and this package. It is written whole or not at all; where it cannot be written, the graph
is built anew each time. A large graph is not kept: a store on disk opens faster.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pyoxigraph import RdfFormat, Store, serialize

from determinants.ground import files
from determinants.store.oxigraph import OxigraphEngine

READ = {".csv", ".tsv", ".ttl", ".py"}  # of anything else, only that it is there
CHANGELOG = "CHANGELOG.md"  # its head is the version of the data; as in tables.versions, not imported to open
SHARED = ("agents.csv", "defaults.csv", "publications.csv")  # what reviews take from where they stand
LARGEST = 500_000  # quads: half a second to read, as against some milliseconds to open a store


def folder() -> Path:
    """Give the folder where built graphs are kept between calls."""
    if sys.platform == "linux":  # as platformdirs would give it, which takes a while to import
        base = os.environ.get("XDG_CACHE_HOME", "")
        return Path(base if base.startswith("/") else Path.home() / ".cache") / "determinants"
    from platformdirs import user_cache_path

    return user_cache_path("determinants")


def clear(cache: Path) -> int:
    """Remove what is kept; give how many bytes that was.

    Raises:
        OSError: if a file cannot be removed.
    """
    freed = 0
    for found in files_of(cache):
        with contextlib.suppress(FileNotFoundError):  # somebody else has just removed it
            size = found.lstat().st_size
            found.unlink()
            freed += size
    for folder in cache.glob("*.answers"):
        with contextlib.suppress(OSError):  # somebody has just kept another answer there
            folder.rmdir()
    return freed


def files_of(cache: Path) -> list[Path]:
    """Give the files that are kept: graphs, their answers, notes of what has been seen, and what is left.

    What is left are the parts of files whose writers were killed. Folders are not ours.
    """
    kept = [path for pattern in ("*.nq", "*.answers/*.tsv", "*.seen") for path in cache.glob(pattern)]
    left = [path for folder in _folders(cache) for path in files.leftovers(folder)]
    return [path for path in kept if path.is_symlink() or not path.is_dir()] + left


def _folders(cache: Path) -> list[Path]:
    return [cache, *cache.glob("*.answers")]


def open_graph(
    folders: Sequence[Path],
    ontology: Path,
    version: str,
    cache: Path | None = None,
    on_build: Callable[[], None] = lambda: None,
) -> OxigraphEngine:
    """Give an engine over the graph of these folders.

    `on_build` is called before the graph is built, and not when it is read from the cache.

    Raises:
        DataError: with every problem, if the rows are wrong.
    """
    kept = cache / f"{key(folders, ontology, version)}.nq" if cache else None
    if kept and (engine := _kept(kept)):
        return engine
    from determinants.store import building  # the model is only needed to build, and takes a while to import

    on_build()
    engine = OxigraphEngine.load(building.quads(folders, ontology, version))
    if kept and len(engine) <= LARGEST:
        _keep(engine, kept)
    return engine


def _kept(kept: Path) -> OxigraphEngine | None:
    """Open the cached graph, if it is there and whole."""
    try:
        seal, _, content = files.read_plain(kept).partition(b"\n")
    except OSError:
        return None
    if seal != _seal(content):
        return None
    store = Store()
    store.load(content, RdfFormat.N_QUADS, lenient=True)  # the seal says that these terms were checked
    return OxigraphEngine(store)


def _keep(engine: OxigraphEngine, kept: Path) -> None:
    content = serialize(engine.quads(), format=RdfFormat.N_QUADS) or b""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        for folder in _folders(kept.parent):
            files.sweep(folder)
        files.write_whole(kept, (_seal(content), b"\n", content))
    except OSError:
        return  # a cache that cannot be written is no reason to fail


def _seal(content: bytes) -> bytes:
    """Give a comment of N-Quads that tells whether the lines after it are as they were written."""
    import hashlib

    return b"# " + hashlib.sha256(content).hexdigest().encode()


def key(folders: Sequence[Path], ontology: Path, version: str) -> str:
    """Give a digest of all that the graph depends on: the content of its inputs and this package."""
    import hashlib

    digest = hashlib.sha256(version.encode())
    for folder, pattern in (
        *((folder, "**/*") for folder in folders),
        (ontology, "*.ttl"),
        (Path(__file__).parents[1], "**/*.py"),
    ):
        if pattern == "**/*" and files.has_too_many(folder):
            digest.update(b"too many files")  # of which nothing is built
            continue
        paths = sorted(path for path in folder.glob(pattern) if not path.name.startswith((".", "~$")))
        digest.update(f"{len(paths)} files;".encode())  # a folder without any is still another folder
        for path in paths:
            digest.update(os.fsencode(path.relative_to(folder).as_posix()))
            if path.suffix.lower() in READ or path == folder / CHANGELOG:
                digest.update(_content(path))
    for folder in folders:
        digest.update(_around(folder.resolve()))
    return digest.hexdigest()[:32]


def _around(folder: Path) -> bytes:
    """Give what a folder of reviews, or one of them, takes from where it stands: its name, and tables."""
    above = shared(folder)
    name = folder.name.encode() if named(folder, "review.csv") else b""
    return name + b"".join(map(_content, above))


def shared(folder: Path) -> list[Path]:
    """Give the tables that a folder of reviews, or one of them, takes from where it stands."""
    above = folder.parents[:2]
    schemes = [path for place in above for path in sorted((place / "schemes").glob("*.*"))]
    return [path for place in above for path in named(place, *SHARED)] + schemes


def named(folder: Path, *names: str) -> list[Path]:
    """Give what stands in a folder under some names, in capitals or not."""
    try:
        return sorted(path for path in folder.iterdir() if path.name.lower() in names)
    except OSError:
        return []


def _content(path: Path) -> bytes:
    """Give a digest of a file; building says what is wrong with one that cannot be read."""
    import hashlib  # takes a while to import, and is not needed where nothing has changed

    try:
        return hashlib.sha256(files.read_plain(path)).digest()
    except OSError:
        return b"cannot be read"
