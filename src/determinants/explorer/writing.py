"""The explorer as files: a folder for any host of static files, or one file that opens from a disk."""

import hashlib
from functools import cache
from pathlib import Path

from determinants import __version__
from determinants.explorer import paging
from determinants.explorer.resources import Resources
from determinants.ground import files, shipped
from determinants.ground.problems import UsageError
from determinants.plots.figure_formats import can_draw

INDEX = "index.html"
MAKES = {".py", ".rq", ".toml"}  # files that what the page is given is made by


@cache
def program() -> bytes:
    """Give what tells one program from another: its version, and in a checkout, between versions, its files.

    It is taken once, as a program that runs stays the one that it is.
    """
    told = hashlib.sha256(__version__.encode())
    for folder in (shipped.HERE, shipped.folder("queries")):
        for path in sorted(each for each in folder.rglob("*") if each.suffix in MAKES):
            content = path.read_bytes()
            told.update(f"\0{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return told.digest()


def assets(resources: Resources) -> str:
    """Give the folder of what the page loads: another one for another state, so that no old file is taken.

    Of the data, of the program that makes answers and pictures of them, and of what was built.
    """
    told = hashlib.sha256(f"{resources.state}{can_draw()}{sorted(resources.pictures.kinds)}".encode())
    told.update(program())
    for name in (paging.SCRIPT, paging.STYLE, "engine.js"):
        told.update(resources.parts[name])
    return f"assets/{told.hexdigest()[:16]}/"


def is_free(path: Path) -> bool:
    """Whether a folder can be written there: there is nothing, or an explorer that may be replaced."""
    if not path.exists():
        return True
    if not path.is_dir():
        return False
    found = {each.name for each in path.iterdir()}
    return not found or found == {INDEX, "assets"}


def folder(resources: Resources, into: Path) -> int:
    """Write the explorer into a folder; give how many bytes it has. An older explorer there is replaced.

    Raises:
        UsageError: if there is something else.
    """
    if not is_free(into):
        raise UsageError(f"{into} has something else in it, which stays as it is: name a new folder.")
    into.parent.mkdir(parents=True, exist_ok=True)
    base, size = assets(resources), 0
    with files.filled_beside(into) as place:
        for inside in ("answers", "pictures"):
            (place / base / inside).mkdir(parents=True)
        contents = {base + name: resources.parts[name] for name in (paging.SCRIPT, paging.STYLE)}
        contents[INDEX] = paging.of_folder(base)
        for name, content in contents.items():
            size += (place / name).write_bytes(content)
        for name in resources.names():
            size += (place / f"{base}{name}.gz").write_bytes(paging.packed(resources.give(name) or b""))
    return size


def one_file(resources: Resources, into: Path) -> int:
    """Write the explorer into one file; give how many bytes it has."""
    content = paging.of_one_file(resources)
    files.put(into, [content])
    return len(content)
