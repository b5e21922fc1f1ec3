"""Places for what only its owner may see, and what must not outlive the process that needs it."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from determinants.ground import ending, files

PREFIX = ".determinants-"


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder for this process alone, which is removed with what is in it.

    Where a process is killed, its folder stays until the next one asks for its own.
    """
    import shutil

    with ending.tidily():
        sweep()
        made, held = _made()
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)
            if held is not None:
                os.close(held)


def _made() -> tuple[Path, int | None]:
    """Make a folder for nobody else to look into, and hold it where the system has such locks."""
    while True:
        made = Path(tempfile.mkdtemp(prefix=PREFIX))
        if os.name != "posix":
            return made, None
        try:
            held = os.open(made, os.O_RDONLY)
        except FileNotFoundError:
            continue  # another process took it for left before it was held
        files.hold(held)
        if made.exists():
            return made, held
        os.close(held)


def sweep() -> None:
    """Remove the folders of processes that are no more."""
    import shutil

    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        ours = re.fullmatch(r"[a-z0-9_]{8}", left.name.removeprefix(PREFIX)) and not left.is_symlink()
        if ours and left.is_dir():
            with files.left_alone(left) as alone:
                if alone:
                    shutil.rmtree(left, ignore_errors=True)


@contextmanager
def file(folder: Path, name: str) -> Iterator[Path]:
    """Give the path of a file, in memory where there is such a thing.

    A program that is started with `close_fds=False` reaches it by the same path, also where it lives apart.
    What is in memory is gone with the process, however that ends. Otherwise the file is in the folder.
    """
    if not hasattr(os, "memfd_create") or not Path("/proc/self/fd").is_dir():
        yield folder / name
        return
    held = os.memfd_create(name)
    try:
        os.set_inheritable(held, True)
        yield Path(f"/proc/self/fd/{held}")
    finally:
        os.close(held)
