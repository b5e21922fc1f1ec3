"""Whether anything has changed since the key of a graph was last made, found out without reading it all.

A file that has the same size, the same times of change and the same place on the disk is the same, unless it
changed just now: clocks of file systems are coarse. So a note of all that, with the key, is kept beside the
graph; where it does not hold, or what it speaks of is fresh, the key is made anew from what the files say.
"""

import contextlib
import os
import re
import time
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from determinants.ground import files
from determinants.store import cache

PACKAGE = Path(__file__).parents[1]
FRESH = 2_000_000_000  # nanoseconds in which a change may not show in the times of a file


def key(folders: Sequence[Path], ontology: Path, version: str, kept: Path) -> str:
    """Give `cache.key` of these inputs, from the note in the folder `kept` where it still holds."""
    before = time.time_ns()
    places = "\n".join([version, *(os.path.realpath(place) for place in (*folders, ontology, PACKAGE))])
    seen = [places, *islice(_seen(folders, ontology), files.MANY)]
    if len(seen) > files.MANY:
        return cache.key(folders, ontology, version)
    note = kept / f"{zlib.crc32(places.encode(errors='surrogateescape')):08x}.seen"
    *noted, made = _read(note)
    if noted == seen and re.fullmatch("[0-9a-f]{32}", made):
        return made
    made = cache.key(folders, ontology, version)
    if not any(_fresh(line, before) for line in seen[1:]):
        try:
            kept.mkdir(parents=True, exist_ok=True)
            files.write_whole(note, ("\0".join([*seen, made]).encode(errors="surrogateescape"),))
        except OSError:
            pass  # it is made anew each time
    return made


def _read(note: Path) -> list[str]:
    try:
        return files.read_plain(note).decode(errors="surrogateescape").split("\0")
    except OSError:
        return [""]


def _seen(folders: Sequence[Path], ontology: Path) -> Iterator[str]:
    """Yield a line for each file that a key is made of: what shows without opening it whether it changed."""
    for folder in folders:
        yield from _below(str(folder), ("",))
        yield from (_line(str(path)) for path in cache.shared(folder.resolve()))
    yield from _below(str(ontology), (".ttl",))
    yield from _below(str(PACKAGE), (".py",))


def _below(folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    inside = []
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                inside.append(entry.path)
            if entry.name.endswith(endings) and not entry.name.startswith((".", "~$")):
                yield _line(entry.path)
    for each in inside:
        yield from _below(each, endings)


def _line(path: str) -> str:
    try:
        now = os.stat(path)  # noqa: PTH116 - of some hundred files, each time
    except OSError:
        return f"{path}\t0"
    return f"{path}\t{max(now.st_mtime_ns, now.st_ctime_ns)}\t{now.st_mtime_ns}\t{now.st_size}\t{now.st_ino}"


def _fresh(line: str, now: int) -> bool:
    return int(line.rpartition("\n")[2].split("\t")[1]) > now - FRESH
