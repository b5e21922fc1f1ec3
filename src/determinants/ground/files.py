"""Files and folders written whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def shown(path: Path) -> str:
    r"""Give a path as it can be printed on one line, whatever bytes its name is made of.

    >>> print(shown(Path("tables/a\nb.csv")))
    tables/a\nb.csv
    """
    text = path.as_posix()
    if text.isprintable():
        return text
    whole = os.fsencode(text).decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in whole)


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write the parts of a file so that a reader sees the old content or the new, never a part.

    Raises:
        OSError: if it cannot be written; what was there before stays.
    """
    import tempfile  # takes a while to import, and most commands write no file

    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
        try:
            part.writelines(content)
            part.flush()
            written = Path(part.name)
            written.chmod(0o666 & ~_umask())
            written.replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


@contextmanager
def filled_beside(path: Path) -> Iterator[Path]:
    """Give a new folder beside a path, which takes its place when it is filled.

    A reader sees the old folder or the new one, and nothing in between but for the moment of a move. What a
    filling that was killed has left is swept away by the next one.

    Raises:
        BlockingIOError: if somebody else is filling it.
        OSError: if it cannot be written; what was there before stays.
    """
    import shutil  # takes a while to import, as above

    path = path.resolve()
    filling, replaced, lock = (_beside(path, what) for what in ("filling", "replaced", "lock"))
    with _alone(lock):
        if replaced.exists() and not path.exists():
            replaced.rename(path)  # it was killed between two moves
        for left in (filling, replaced):
            shutil.rmtree(left, ignore_errors=True)
        try:
            yield filling
            if path.exists():
                path.rename(replaced)
            filling.rename(path)
        finally:
            for left in (filling, replaced):
                shutil.rmtree(left, ignore_errors=True)


def is_being_filled(path: Path) -> bool:
    """Whether a folder is not there because it is being filled for the first time, or that broke off."""
    path = path.resolve()
    return not path.exists() and (_beside(path, "filling").exists() or _beside(path, "replaced").exists())


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{what}")


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a file that only one process can hold, where the system has such files."""
    with lock.open("wb") as held:
        with suppress(ImportError):
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
