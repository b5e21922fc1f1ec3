"""Files and folders written whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from determinants.ground import ending

PART = ".part"

# The parts of a file, or what writes them one after another.
Content = Iterable[bytes] | Callable[[BinaryIO], None]
SHORT = 50  # signs of a name that stand in the name of its part: names have an end
MANY = 20_000  # files and folders
SMALL = 1 << 20  # bytes that are held rather than put into a file
O_BINARY = getattr(os, "O_BINARY", 0)


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


def has_too_many(folder: Path) -> bool:
    """Whether a folder has more files, at whatever depth, than one of data: it is a home, say, or a disk."""
    count = 0
    for _, inside, names in os.walk(folder):
        count += len(inside) + len(names)
        if count > MANY:
            return True
    return False


def open_plain(path: Path) -> BinaryIO:
    """Open a file to read its bytes.

    Raises:
        OSError: if it cannot be opened, or is a pipe or the like, of which reading might never end.
    """
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | O_BINARY)
    try:
        mode = os.fstat(opened).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "It is a pipe or the like, no file", str(path))
    except OSError:
        os.close(opened)
        raise
    return os.fdopen(opened, "rb")


def read_plain(path: Path) -> bytes:
    """Give the bytes of a file.

    Raises:
        OSError: as `open_plain` does.
    """
    with open_plain(path) as stream:
        return stream.read()


def _fill(stream: BinaryIO, content: Content) -> None:
    if callable(content):
        content(stream)
    else:
        stream.writelines(content)


def write_whole(path: Path, content: Content, *, lasting: bool = False) -> None:
    """Write a file from its parts, or by what writes them: a reader sees the old content or the new.

    What is replaced hands on its mode. What somebody who was killed has left beside it is swept away.
    `lasting` waits until the disk has it.

    Raises:
        OSError: if it cannot be written; what was there before stays.
    """
    prefix = f".{path.name[:SHORT]}."
    with ending.tidily():
        sweep(path.parent, prefix)
        with _begun(path.parent, prefix) as (part, written):
            _fill(part, content)
            part.flush()
            _like(path, part.fileno())
            if lasting:
                os.fsync(part.fileno())
            written.replace(path)


@contextmanager
def _begun(folder: Path, prefix: str) -> Iterator[tuple[BinaryIO, Path]]:
    """Give a new file for its writer alone, who has moved it to its place in the end; else it is removed."""
    while True:
        written = folder / f"{prefix}{os.urandom(4).hex()}{PART}"
        part = os.fdopen(os.open(written, os.O_RDWR | os.O_CREAT | os.O_EXCL | O_BINARY, 0o600), "wb")
        with part:
            try:
                hold(part.fileno())
                if os.fstat(part.fileno()).st_nlink == 0:
                    continue  # another writer took it for left before it was held
                yield part, written
            except BaseException:
                with suppress(OSError):  # the content is what went wrong, not the end of it
                    written.unlink(missing_ok=True)
                raise
        return


def _like(path: Path, part: int) -> None:
    """Give a file the owner and the mode of what it is to replace, or those of a new file."""
    if not hasattr(os, "fchmod"):  # a system without modes
        return
    mode = 0o666 & ~_umask()
    with suppress(OSError):
        there = path.stat()
        if stat.S_ISREG(there.st_mode):
            mode = stat.S_IMODE(there.st_mode) & 0o777
            if (there.st_uid, there.st_gid) != (os.geteuid(), os.getegid()):
                try:
                    os.fchown(part, there.st_uid, there.st_gid)
                except OSError:
                    mode &= 0o707  # the group of it is another now, and gets no right by that
    os.fchmod(part, mode)


def sweep(folder: Path, prefix: str = ".") -> int:
    """Remove the parts of files that nobody writes any more; give how many bytes that was."""
    freed = 0
    for left in leftovers(folder, prefix):
        with suppress(OSError), left_alone(left) as alone:
            if alone:
                size = left.stat().st_size
                left.unlink()
                freed += size
    return freed


def leftovers(folder: Path, prefix: str = ".") -> list[Path]:
    """Give the parts of files in a folder that nobody writes any more: their writers were killed."""
    try:
        inside = list(folder.iterdir())
    except OSError:
        return []
    named = (path for path in inside if path.name.startswith(prefix) and path.name.endswith(PART))
    return sorted(path for path in named if not is_held(path))


def is_held(path: Path) -> bool:
    """Whether a process holds a file or a folder as its own."""
    with left_alone(path) as alone:
        return not alone


@contextmanager
def left_alone(path: Path) -> Iterator[bool]:
    """Give whether no process holds a file or a folder; none can until the end of this."""
    try:
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        yield False
        return
    try:
        try:
            hold(opened, wait=False)
            alone = True
        except OSError:
            alone = False
        yield alone
    finally:
        os.close(opened)


def hold(opened: int, *, wait: bool = True) -> None:
    """Hold an open file as long as it is open, where the system has such locks."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        if not wait:  # else it is written without: some file systems have no locks
            raise


def aside() -> BinaryIO:
    """Give an empty file without a name, gone when it is closed; as long as it is small, no disk has it."""
    from tempfile import SpooledTemporaryFile  # takes a while to import, and is seldom needed

    return cast("BinaryIO", SpooledTemporaryFile(SMALL))


def put(path: Path, content: Content) -> None:
    """Write to what a user names: a file whole or not at all, behind whatever links; a pipe as it comes.

    Raises:
        OSError: if it cannot be written, or is a folder, a socket or a disk.
    """
    if not leads_on(path):
        write_whole(Path(os.path.realpath(path)), content, lasting=True)
        return
    with path.open("ab" if path.is_file() else "wb") as stream:
        _fill(stream, content)


def leads_on(path: Path) -> bool:
    """Whether what is written to a path goes on from there, replacing nothing, as in a pipe or `/dev/stdout`.

    Raises:
        OSError: for what cannot be written to: a folder, a socket, a disk, a link in a circle.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if stat.S_ISSOCK(mode) or stat.S_ISBLK(mode):
        raise OSError(errno.EINVAL, "It is neither a file nor a pipe", str(path))
    return not stat.S_ISREG(mode) or _is_open_already(path)


def _is_open_already(path: Path) -> bool:
    """Whether a path names a file by its number in a process, perhaps through links."""
    for _ in range(40):  # no system follows more links
        folder = os.path.realpath(path.parent)
        if folder.startswith(("/proc/", "/dev/fd")):
            return True
        if not path.is_symlink():
            return False
        path = Path(folder, os.readlink(path))  # noqa: PTH115 - of text, as it stands
    return False


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
    while True:
        with lock.open("wb") as held:
            hold(held.fileno(), wait=False)
            if os.fstat(held.fileno()).st_nlink == 0:
                continue  # whoever had it has removed it meanwhile, and the next one would hold another
            try:
                yield
            finally:
                lock.unlink(missing_ok=True)
        return


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
